package dev.kinglet.invoke;

import java.time.Duration;

/**
 * One request to a platform.
 *
 * @param id names it in logs, and to {@link Platform#cancel}; unique within the platform
 * @param settings of the function to run it
 * @param payload the encoded and signed {@link InvocationRequest}
 * @param timeLimit how long a worker may take once it has the payload, before it is killed
 */
public record Invocation(long id, FunctionSettings settings, byte[] payload, Duration timeLimit) {}

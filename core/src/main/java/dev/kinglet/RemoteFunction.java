package dev.kinglet;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A function that runs in another process. It may throw. What it captures is copied when the job is submitted, and need not be
 * {@link Serializable}; what has no meaning elsewhere (a thread, a socket, a stream) is refused there and then.
 *
 * <p>It may run more than once for one input, also at the same time; exactly one result counts.
 *
 * @param <T> the input
 * @param <R> the result
 */
@FunctionalInterface
public interface RemoteFunction<T extends @Nullable Object, R extends @Nullable Object> extends Serializable {
    /**
     * Applies the function. Called in a worker, by one thread at a time.
     *
     * @throws Exception fails the call with {@link ErrorCode#FUNCTION_THREW}
     */
    R apply(T input) throws Exception;
}

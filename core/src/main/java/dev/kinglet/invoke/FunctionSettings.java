package dev.kinglet.invoke;

import java.util.Map;

/**
 * What distinguishes one function of a platform from another. Workers are shared by invocations with equal settings only.
 *
 * @param memoryMegabytes the memory of each worker
 * @param environment variables of the worker's process, beside the platform's own
 */
public record FunctionSettings(int memoryMegabytes, Map<String, String> environment) {

    public FunctionSettings {
        environment = Map.copyOf(environment);
    }

    /** The same with another amount of memory. */
    public FunctionSettings withMemory(int megabytes) {
        return megabytes == memoryMegabytes ? this : new FunctionSettings(megabytes, environment);
    }
}

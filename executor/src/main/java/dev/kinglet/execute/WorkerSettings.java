package dev.kinglet.execute;

import dev.kinglet.invoke.SigningKey;
import java.nio.file.Path;
import java.util.Map;

/**
 * What one worker is given by its platform.
 *
 * @param id names it in logs and responses
 * @param key signs requests
 * @param memoryMegabytes the memory that the function has
 * @param cacheFolder where the jars of jobs are kept; may be shared with other workers
 * @param environment by which stores find their credentials
 */
public record WorkerSettings(
        String id, SigningKey key, int memoryMegabytes, Path cacheFolder, Map<String, String> environment) {

    /** The variable with the worker's identifier. */
    public static final String ID_VARIABLE = "KINGLET_WORKER_ID";

    /** The variable with the folder for the jars of jobs. */
    public static final String CACHE_VARIABLE = "KINGLET_WORKER_CACHE";

    /** Lambda's variable with the memory of the function. */
    public static final String MEMORY_VARIABLE = "AWS_LAMBDA_FUNCTION_MEMORY_SIZE";

    private static final String LOG_STREAM_VARIABLE = "AWS_LAMBDA_LOG_STREAM_NAME";

    /** Lambda's own default. */
    private static final String DEFAULT_MEMORY = "128";

    /**
     * The settings of a worker process, from its variables.
     *
     * @throws IllegalArgumentException if there is no signing key: without, anybody who reaches the function could run code
     */
    public static WorkerSettings of(Map<String, String> environment) {
        String key = environment.get(SigningKey.VARIABLE);
        if (key == null) {
            throw new IllegalArgumentException("the worker has no signing key: set " + SigningKey.VARIABLE
                    + " in the function's environment to the driver's");
        }
        String stream = environment.getOrDefault(LOG_STREAM_VARIABLE, "worker");
        String cache = environment.getOrDefault(
                CACHE_VARIABLE,
                Path.of(System.getProperty("java.io.tmpdir"), "kinglet-code").toString());
        return new WorkerSettings(
                environment.getOrDefault(ID_VARIABLE, stream),
                SigningKey.ofHex(key),
                Integer.parseInt(environment.getOrDefault(MEMORY_VARIABLE, DEFAULT_MEMORY)),
                Path.of(cache),
                environment);
    }
}

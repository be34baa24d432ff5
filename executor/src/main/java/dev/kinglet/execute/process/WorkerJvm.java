package dev.kinglet.execute.process;

import dev.kinglet.execute.LocalProfile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The Java that runs workers: this process's own.
 *
 * @param java the program
 * @param classPath of workers
 * @param aotCache the ahead-of-time cache where there is one by now
 * @param extraFlags of the driver and the configuration; what tests and measurements add
 * @param environment the settings of executors that functions make
 */
record WorkerJvm(
        Path java,
        List<Path> classPath,
        Supplier<@Nullable Path> aotCache,
        List<String> extraFlags,
        Map<String, String> environment) {

    /**
     * The same for all workers. Serial collection: a worker has one busy thread and little heap, and starts sooner. Both compilers are
     * left on: a function may run for minutes. Kryo's use of Unsafe would be complained about in every log.
     */
    static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-XX:-CreateCoredumpOnCrash",
            "--sun-misc-unsafe-memory-access=allow");

    private static final String TRUST_STORE = "javax.net.ssl.trustStore";

    /** Whose certificates the driver trusts, its workers trust: they use the same store. The password guards no secret, only against mistakes. */
    private static final List<String> TRUST =
            List.of(TRUST_STORE, "javax.net.ssl.trustStoreType", "javax.net.ssl.trustStorePassword");

    static Path ownJava() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    List<String> flags(int memoryMegabytes) {
        List<String> flags = new ArrayList<>(FLAGS);
        flags.add("-Xmx" + LocalProfile.HEAP.megabytes(memoryMegabytes) + "m");
        Path cache = aotCache.get();
        if (cache != null) {
            flags.add("-XX:AOTCache=" + cache);
        }
        for (String property : TRUST) {
            String value = System.getProperty(property);
            if (value != null) {
                flags.add("-D" + property + "="
                        + (property.equals(TRUST_STORE) ? Path.of(value).toAbsolutePath() : value));
            }
        }
        flags.addAll(extraFlags);
        return flags;
    }
}

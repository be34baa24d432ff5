package dev.kinglet.execute.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The Java that runs workers: this process's own.
 *
 * @param java the program
 * @param classPath of workers
 * @param aotCache the ahead-of-time cache where there is one by now
 * @param extraFlags what tests and measurements add
 */
record WorkerJvm(Path java, List<Path> classPath, Supplier<@Nullable Path> aotCache, List<String> extraFlags) {

    static Path ownJava() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    List<String> flags(int memoryMegabytes) {
        List<String> flags = new ArrayList<>(List.of(
                "-Xmx" + ResidentMemory.heapMegabytes(memoryMegabytes) + "m",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:TieredStopAtLevel=4"));
        Path cache = aotCache.get();
        if (cache != null) {
            flags.add("-XX:AOTCache=" + cache);
        }
        flags.addAll(extraFlags);
        return flags;
    }
}

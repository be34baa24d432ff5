package dev.kinglet.execute.process;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.kinglet.invoke.FunctionSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The memory that a worker's process has in use, where the system says so: on Linux. */
final class ResidentMemory {

    /** What a JVM takes beside the heap, and is not held against the function: code, classes, compilers, stacks, the archive. */
    static final int OVERHEAD_MEGABYTES = 192;

    private static final long MEGABYTE = 1L << 20;
    private static final long PAGE_BYTES = 4096;
    private static final long UNKNOWN = 0;

    private ResidentMemory() {}

    static long allowedBytes(int memoryMegabytes) {
        return (memoryMegabytes + OVERHEAD_MEGABYTES) * MEGABYTE;
    }

    /** What is in use, or 0 where it is not known. */
    static long bytes(WorkerProcess worker) {
        Process process = worker.process;
        if (process == null) {
            return UNKNOWN;
        }
        try {
            String statm = new String(Files.readAllBytes(Path.of("/proc/" + process.pid() + "/statm")), US_ASCII);
            int first = statm.indexOf(' ');
            int second = statm.indexOf(' ', first + 1);
            return second < 0 ? UNKNOWN : Long.parseLong(statm, first + 1, second, 10) * PAGE_BYTES;
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    static String evidence(long resident, FunctionSettings function) {
        return "the worker's process used " + resident / MEGABYTE + " MB, its function has "
                + function.memoryMegabytes() + " MB and the JVM another " + OVERHEAD_MEGABYTES + "; it was killed";
    }
}

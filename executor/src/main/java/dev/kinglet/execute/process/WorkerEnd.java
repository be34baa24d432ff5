package dev.kinglet.execute.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kinglet.ErrorCode;
import dev.kinglet.execute.lambda.WorkerExit;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why a worker's process ended, from what it left behind.
 *
 * @param evidence in words: status, signal, limits, the end of the log
 */
record WorkerEnd(ErrorCode code, String evidence) {

    /** The name that the JVM is told to give to its crash report. */
    static final String CRASH_REPORT = "hs_err.log";

    /** The name of the log of a worker. */
    static final String LOG = "worker.log";

    /** Java gives the death by signal {@code n} as this and {@code n}. */
    private static final int SIGNALLED = 128;

    private static final int KILL = 9;
    private static final int LAST_SIGNAL = 64;
    private static final int LOG_END_BYTES = 2_000;
    private static final int CRASH_LINES = 30;

    /** Signals by which a JVM crashes: a fault that it does not survive, or its own abort after one. */
    private static final Map<Integer, String> CRASHES = Map.of(
            4, "illegal instruction", 6, "abort", 7, "bus error", 8, "arithmetic fault", 11, "segmentation fault");

    /**
     * The end of a process that nobody of ours had ended.
     *
     * @param asked whether it had begun to ask for work
     * @param oomKills asked where the process was killed
     */
    static WorkerEnd of(int status, boolean asked, Path folder, OomKills oomKills) {
        String killed = status == SIGNALLED + KILL ? killed(oomKills) : "";
        return asked ? of(status, folder, killed) : notStarted("it ended with exit status " + status + killed, folder);
    }

    private static String killed(OomKills oomKills) {
        return oomKills.anyMore()
                ? ": the system killed it for want of memory. Driver and workers together need more than the machine,"
                        + " or the container that they are in, has: lower \"workers\" or \"memory\", or give it more"
                : " (by hand, or by a system short of memory)";
    }

    private static WorkerEnd of(int status, Path folder, String killed) {
        int signal = status - SIGNALLED;
        if (CRASHES.containsKey(signal) || Files.exists(folder.resolve(CRASH_REPORT))) {
            return new WorkerEnd(
                    ErrorCode.WORKER_CRASHED,
                    "the worker's JVM crashed: exit status " + status + ", "
                            + CRASHES.getOrDefault(signal, "no known signal") + crashReport(folder) + logEnd(folder));
        }
        if (signal > 0 && signal <= LAST_SIGNAL) {
            return new WorkerEnd(
                    ErrorCode.WORKER_LOST, "the worker was killed by signal " + signal + killed + logEnd(folder));
        }
        return switch (status) {
            case WorkerExit.OUT_OF_MEMORY ->
                new WorkerEnd(
                        ErrorCode.OUT_OF_MEMORY,
                        "the worker's heap was full, and left no room to say more" + logEnd(folder));
            case WorkerExit.TIMED_OUT ->
                new WorkerEnd(ErrorCode.TIMED_OUT, "the worker stopped itself at its time limit" + logEnd(folder));
            default ->
                new WorkerEnd(
                        ErrorCode.EXITED,
                        "the function ended its process with exit status " + status
                                + ", by Runtime.halt or in native code" + logEnd(folder));
        };
    }

    /** The end of a process that never asked for an invocation. */
    static WorkerEnd notStarted(String how, Path folder) {
        return new WorkerEnd(ErrorCode.WORKER_NOT_STARTED, "the worker did not start: " + how + logEnd(folder));
    }

    /** What stands at the end of the log, or that there is nothing. */
    static String logEnd(Path folder) {
        Path log = folder.resolve(LOG);
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            int length = (int) Math.min(LOG_END_BYTES, file.length());
            byte[] end = new byte[length];
            file.seek(file.length() - length);
            file.readFully(end);
            String text = new String(end, UTF_8).strip();
            return text.isEmpty() ? "; its log is empty" : "; the end of its log:\n" + text;
        } catch (IOException e) {
            return "; its log cannot be read: " + e.getMessage();
        }
    }

    private static String crashReport(Path folder) {
        try (Stream<String> lines = Files.lines(folder.resolve(CRASH_REPORT))) {
            return "; its report begins:\n" + lines.limit(CRASH_LINES).collect(Collectors.joining("\n"));
        } catch (IOException e) {
            return "; it left no report";
        }
    }
}

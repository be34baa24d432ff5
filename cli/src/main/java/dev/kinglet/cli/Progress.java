package dev.kinglet.cli;

import dev.kinglet.CallFuture;
import dev.kinglet.JobReport;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Shows how far a job is while one waits for it: a line that changes on a terminal, a new line now and then elsewhere. */
final class Progress {

    private static final Duration ON_TERMINAL = Duration.ofMillis(200);
    private static final Duration ELSEWHERE = Duration.ofSeconds(5);

    private final PrintStream err;
    private final boolean terminal;

    Progress(PrintStream err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    /** For this process's own standard error. */
    @SuppressWarnings("SystemConsoleNull") // It is null again from JDK 25 on where there is no terminal.
    static Progress ofThisProcess() {
        return new Progress(
                System.err, System.console() != null && System.console().isTerminal());
    }

    /** Waits for a value, showing how far its job is. */
    <T> T await(CallFuture<T> future) throws ExecutionException, InterruptedException {
        Duration interval = terminal ? ON_TERMINAL : ELSEWHERE;
        try {
            while (true) {
                try {
                    return future.get(interval.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    show(line(future.report()));
                }
            }
        } finally {
            clear();
        }
    }

    /** What one waits for. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    /** Does some work, showing how far a job is meanwhile, if there is one. */
    void during(Supplier<@Nullable JobReport> job, Work work) throws Exception {
        Duration interval = terminal ? ON_TERMINAL : ELSEWHERE;
        Thread shower = Thread.ofVirtual().name("kinglet-progress").start(() -> {
            try {
                while (true) {
                    Thread.sleep(interval);
                    JobReport report = job.get();
                    if (report != null) {
                        show(line(report));
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            work.run();
        } finally {
            shower.interrupt();
            shower.join();
            clear();
        }
    }

    private void clear() {
        if (terminal) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }

    private void show(String line) {
        if (terminal) {
            err.print("\r" + line + "\u001b[K");
            err.flush();
        } else {
            err.println(line);
        }
    }

    static String line(JobReport report) {
        return String.format(
                Locale.ROOT,
                "%d of %d calls, %s read, %s",
                report.succeeded() + report.failed(),
                report.calls(),
                ReportText.bytes(report.inputBytes()),
                ReportText.rate(report.inputBytes(), report.wall()));
    }
}

package dev.kinglet.cli;

import dev.kinglet.FunctionExecutor;
import dev.kinglet.job.OpenExecutors;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Stops the workers when the user ends the process in the middle, and says where things are. */
final class Interruption {

    /** The JVM's threads that end the process because of a signal: {@code SIGINT handler}. */
    private static final String SIGNAL_THREAD = "SIG";

    /** What is done meanwhile. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    private Interruption() {}

    /** Does the work; if the process is asked to end before it is done, the executor is closed first. */
    static void guard(FunctionExecutor executor, String store, PrintStream err, Work work) throws Exception {
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread hook = new Thread(
                () -> {
                    interrupted.set(true);
                    stop(executor, store, err);
                },
                "kinglet-interruption");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            work.run();
        } catch (Exception e) {
            // What fails because the workers were stopped is no news.
            if (!interrupted.get()) {
                throw e;
            }
        } finally {
            disarm(hook);
        }
    }

    /** Does the work of a program that has executors of its own; if a signal ends the process before that, they are closed first. */
    static void guardAll(PrintStream err, Work work) throws Exception {
        // Stays until the process ends: threads that the program leaves may have executors, too.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            if (isSignalled()) {
                                stopAll(err);
                            }
                        },
                        "kinglet-interruption"));
        try {
            work.run();
        } catch (Exception e) {
            // As above.
            if (!isSignalled()) {
                throw e;
            }
        }
    }

    /** Whether a signal is ending the process, as opposed to {@link System#exit}, or to the last of its threads having ended. */
    private static boolean isSignalled() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith(SIGNAL_THREAD)
                        && thread.getName().endsWith(" handler"));
    }

    private static void stop(FunctionExecutor executor, String store, PrintStream err) {
        begin(err);
        executor.close();
        end(store, err);
    }

    private static void stopAll(PrintStream err) {
        begin(err);
        List<String> stores = OpenExecutors.closeAll();
        if (stores.isEmpty()) {
            err.println("stopped; no job was under way");
        } else {
            end(String.join(", ", stores), err);
        }
    }

    private static void begin(PrintStream err) {
        err.println();
        err.println("interrupted: stopping the workers");
    }

    private static void end(String store, PrintStream err) {
        err.println("stopped; what was written until now lies in " + store);
    }

    private static void disarm(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already: the hook runs, and does what is to be done.
        }
    }
}

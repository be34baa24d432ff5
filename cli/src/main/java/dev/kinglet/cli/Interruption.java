package dev.kinglet.cli;

import dev.kinglet.FunctionExecutor;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicBoolean;

/** Stops the workers when the user ends the process in the middle, and says where things are. */
final class Interruption {

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

    private static void stop(FunctionExecutor executor, String store, PrintStream err) {
        err.println();
        err.println("interrupted: stopping the workers");
        executor.close();
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

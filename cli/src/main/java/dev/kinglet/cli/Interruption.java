package dev.kinglet.cli;

import dev.kinglet.FunctionExecutor;
import java.io.PrintStream;

/** Stops the workers when the user ends the process in the middle, and says where things are. Closed when the work is done. */
final class Interruption implements AutoCloseable {

    private final Thread hook;

    private Interruption(Thread hook) {
        this.hook = hook;
    }

    static Interruption guard(FunctionExecutor executor, String store, PrintStream err) {
        Thread hook = new Thread(
                () -> {
                    err.println();
                    err.println("interrupted: stopping the workers");
                    executor.close();
                    err.println("stopped; what was written until now lies in " + store);
                },
                "kinglet-interruption");
        Runtime.getRuntime().addShutdownHook(hook);
        return new Interruption(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already: the hook runs, and does what is to be done.
        }
    }
}

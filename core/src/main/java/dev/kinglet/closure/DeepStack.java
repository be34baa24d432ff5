package dev.kinglet.closure;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs what recurses deeply on a thread with a large stack: memory that is reserved, and used as far as the recursion goes. */
final class DeepStack {

    /** Enough for a chain of a million objects or so. */
    static final int MEGABYTES = 512;

    private DeepStack() {}

    static <V extends @Nullable Object> V run(Supplier<V> work) {
        Work<V> body = new Work<>(work);
        Thread thread = new Thread(null, body, "kinglet-deep-value", (long) MEGABYTES << 20);
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true; // the work is the caller's own, and short
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return body.result();
    }

    private static final class Work<V extends @Nullable Object> implements Runnable {

        private final Supplier<V> work;
        private @Nullable Supplier<V> outcome;

        Work(Supplier<V> work) {
            this.work = work;
        }

        @Override
        public void run() {
            try {
                V value = work.get();
                outcome = () -> value;
            } catch (RuntimeException e) {
                outcome = () -> {
                    throw e;
                };
            } catch (Error e) { // to be thrown where the caller waits
                outcome = () -> {
                    throw e;
                };
            }
        }

        V result() {
            Supplier<V> ended = outcome;
            if (ended == null) {
                throw new IllegalStateException("the thread ended without an outcome");
            }
            return ended.get();
        }
    }
}

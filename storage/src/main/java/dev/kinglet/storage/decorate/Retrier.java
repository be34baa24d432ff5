package dev.kinglet.storage.decorate;

import dev.kinglet.storage.StorageException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Repeats what failed in a way that {@linkplain StorageException#retryable() may pass}, as a {@link RetryPolicy} says. */
public final class Retrier {

    private final RetryPolicy policy;
    private final Sleeper sleeper;
    private final LongSupplier nanoTime;
    private final Supplier<? extends RandomGenerator> random;

    /** With real time and chance. */
    public Retrier(RetryPolicy policy) {
        this(policy, Sleeper.THREAD, System::nanoTime, ThreadLocalRandom::current);
    }

    /**
     * With time and chance as given.
     *
     * @param nanoTime a clock as {@link System#nanoTime}
     * @param random asked for each pause, on the thread that pauses
     */
    public Retrier(
            RetryPolicy policy, Sleeper sleeper, LongSupplier nanoTime, Supplier<? extends RandomGenerator> random) {
        this.policy = policy;
        this.sleeper = sleeper;
        this.nanoTime = nanoTime;
        this.random = random;
    }

    /** Makes a request until it succeeds, fails for good or has had its attempts. */
    public <T> T call(Supplier<T> request) {
        Attempts attempts = begin();
        while (true) {
            try {
                return request.get();
            } catch (StorageException failure) {
                attempts.pauseAfter(failure);
            }
        }
    }

    /** As {@link #call}, for a request without an answer. */
    public void run(Runnable request) {
        call(() -> {
            request.run();
            return true;
        });
    }

    /** Begins the attempts of a request whose caller looks at the failures itself. */
    public Attempts begin() {
        return new Attempts();
    }

    /** The attempts of one request. Confined to the thread that makes it. */
    public final class Attempts {

        private final long begun = nanoTime.getAsLong();
        private int attempt = 1;
        private @Nullable StorageException previous;

        private Attempts() {}

        /**
         * Waits until the request may be repeated.
         *
         * @throws StorageException the failure itself, if it may not; also when the thread is interrupted, which stays so
         */
        public void pauseAfter(StorageException failure) {
            withEarlier(failure);
            previous = failure;
            if (!failure.retryable() || attempt >= policy.attempts()) {
                throw failure;
            }
            long bound = policy.pauseBound(attempt).toNanos();
            Duration pause = Duration.ofNanos(bound == 0 ? 0 : random.get().nextLong(bound));
            long elapsed = nanoTime.getAsLong() - begun;
            if (policy.limit().minusNanos(elapsed).compareTo(pause) < 0) {
                throw failure;
            }
            attempt++;
            try {
                sleeper.sleep(pause);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                failure.addSuppressed(interrupted);
                throw failure;
            }
        }

        /** Notes the failure of the attempt before in a later one. */
        public StorageException withEarlier(StorageException failure) {
            if (previous != null && previous != failure) {
                failure.addSuppressed(previous);
            }
            return failure;
        }
    }
}

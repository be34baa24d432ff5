package dev.kinglet.storage.decorate;

import dev.kinglet.storage.StorageException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Repeats what failed in a way that {@linkplain StorageException#retryable() may pass}, as a {@link RetryPolicy} says. All requests of one
 * retrier share its patience: a store that has stopped answering is waited for once, not by each request anew. May be used by many threads.
 */
public final class Retrier {

    private final RetryPolicy policy;
    private final Sleeper sleeper;
    private final LongSupplier nanoTime;
    private final Supplier<? extends RandomGenerator> random;

    /** Of the first request that failed since one succeeded. */
    private final AtomicReference<@Nullable Trouble> trouble = new AtomicReference<>();

    /** @param sinceNanos when that request was begun */
    private record Trouble(long sinceNanos) {}

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
                T answer = request.get();
                attempts.answered();
                return answer;
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

    /** Forgets that the store was in trouble: its patience begins anew. */
    public void renew() {
        trouble.set(null);
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

        /** The request has its answer, so that the store is well. */
        public void answered() {
            if (trouble.get() != null) { // all but always it is null, and nobody's memory need be written
                trouble.set(null);
            }
        }

        /**
         * Waits until the request may be repeated.
         *
         * @throws StorageException the failure itself, if it may not; also when the thread is interrupted, which stays so
         */
        public void pauseAfter(StorageException failure) {
            withEarlier(failure);
            previous = failure;
            if (!failure.retryable()) {
                answered();
                throw failure;
            }
            trouble.compareAndSet(null, new Trouble(begun));
            if (attempt >= policy.attempts()) {
                throw failure;
            }
            long bound = policy.pauseBound(attempt).toNanos();
            Duration pause = Duration.ofNanos(bound == 0 ? 0 : random.get().nextLong(bound));
            Trouble lasting = trouble.get();
            long since = lasting == null ? begun : Math.min(begun, lasting.sinceNanos);
            if (policy.limit().minusNanos(nanoTime.getAsLong() - since).compareTo(pause) < 0) {
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

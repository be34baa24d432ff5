package dev.kinglet;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The value of one call, when it comes. It fails with a {@link CallFailedException}, which {@link #join}, {@link #getNow} and
 * {@link FutureList#join} throw as it is; {@code get} wraps it in an {@link java.util.concurrent.ExecutionException}, and what was made of
 * this future by {@code thenApply} and the like in a {@link CompletionException}, as for any {@link CompletableFuture}. {@link #cancel}
 * stops the remote work, too, where the call runs alone in its invocation.
 */
public abstract class CallFuture<T extends @Nullable Object> extends CompletableFuture<T> {

    /** For Kinglet's own futures. */
    protected CallFuture() {}

    /** Which call this is. */
    public abstract CallId call();

    /**
     * Waits for the call to end and gives its value.
     *
     * @throws CallFailedException if it failed
     * @throws CancellationException if this future was cancelled
     */
    @Override
    public T join() {
        try {
            return super.join();
        } catch (CompletionException e) {
            throw unwrapped(e);
        }
    }

    /**
     * The value if the call has ended, else {@code absent}.
     *
     * @throws CallFailedException if it failed
     * @throws CancellationException if this future was cancelled
     */
    @Override
    public T getNow(T absent) {
        try {
            return super.getNow(absent);
        } catch (CompletionException e) {
            throw unwrapped(e);
        }
    }

    private static RuntimeException unwrapped(CompletionException e) {
        return e.getCause() instanceof CallFailedException failed ? failed : e;
    }

    /** Waits for the call to end and tells how, as data: it does not throw for a failed call. */
    public CallOutcome<T> outcome() {
        try {
            return new CallOutcome.Succeeded<>(call(), join());
        } catch (CallFailedException failed) {
            return new CallOutcome.Failed<>(failed.call(), failed.code(), failed.failure(), failed.attempts());
        } catch (CancellationException e) {
            return new CallOutcome.Failed<>(call(), ErrorCode.CANCELLED, RemoteFailure.of("the call was cancelled"), 0);
        }
    }

    /** The end of what the call printed and logged, once it has ended; empty where it printed nothing. */
    public abstract String log();

    /** What the job did, so far or in all. */
    public abstract JobReport report();

    /** Dependents are plain futures: they stand for no call. */
    @Override
    public final <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}

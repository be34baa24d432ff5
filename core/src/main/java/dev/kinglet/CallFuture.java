package dev.kinglet;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The value of one call, when it comes. It fails with a {@link CallFailedException} (which {@code join} wraps in a
 * {@link java.util.concurrent.CompletionException}, and {@code get} in an {@link java.util.concurrent.ExecutionException}, as for any
 * {@link CompletableFuture}). {@link #cancel} stops the remote work, too, where the call runs alone in its invocation.
 */
public abstract class CallFuture<T extends @Nullable Object> extends CompletableFuture<T> {

    /** For Kinglet's own futures. */
    protected CallFuture() {}

    /** Which call this is. */
    public abstract CallId call();

    /** Waits for the call to end and tells how, as data: it does not throw for a failed call. */
    public CallOutcome<T> outcome() {
        try {
            return new CallOutcome.Succeeded<>(call(), join());
        } catch (CompletionException e) {
            if (e.getCause() instanceof CallFailedException failed) {
                return new CallOutcome.Failed<>(failed.call(), failed.code(), failed.failure(), failed.attempts());
            }
            throw e;
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

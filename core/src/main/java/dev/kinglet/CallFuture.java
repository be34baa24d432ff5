package dev.kinglet;

import java.util.concurrent.CompletableFuture;
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
    public abstract CallOutcome<T> outcome();

    /** The end of what the call printed and logged, once it has ended; empty where it printed nothing. */
    public abstract String log();

    /** What the job did, so far or in all. */
    public abstract JobReport report();
}

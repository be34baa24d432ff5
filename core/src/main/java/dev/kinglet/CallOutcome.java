package dev.kinglet;

import org.jspecify.annotations.Nullable;

/** How a call ended: with a value, or with a failure as data. */
public sealed interface CallOutcome<R extends @Nullable Object> {

    /** The call that ended. */
    CallId call();

    /** The value came back; it may be null. */
    record Succeeded<R extends @Nullable Object>(CallId call, R value) implements CallOutcome<R> {}

    /**
     * The call failed for good.
     *
     * @param attempts how many attempts were made
     */
    record Failed<R extends @Nullable Object>(CallId call, ErrorCode code, RemoteFailure failure, int attempts)
            implements CallOutcome<R> {}
}

package dev.kinglet;

import org.jspecify.annotations.Nullable;

/** How a call ended: with a value, or with a failure as data. */
public sealed interface CallOutcome<R extends @Nullable Object> {

    /** The call that ended. */
    CallId call();

    /**
     * The value came back.
     *
     * @param call the call that ended
     * @param value what the function returned; may be null
     */
    record Succeeded<R extends @Nullable Object>(CallId call, R value) implements CallOutcome<R> {}

    /**
     * The call failed for good.
     *
     * @param call the call that ended
     * @param code why, who has to act, and whether another attempt could have helped
     * @param failure what was thrown, or the evidence where nothing was
     * @param attempts how many attempts were made; 0 where none began
     */
    record Failed<R extends @Nullable Object>(CallId call, ErrorCode code, RemoteFailure failure, int attempts)
            implements CallOutcome<R> {}
}

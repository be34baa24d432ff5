package dev.kinglet.job;

import dev.kinglet.ErrorCode;
import dev.kinglet.RemoteFailure;
import dev.kinglet.result.EncodedOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What the conductor gives the scheduler with the end of an attempt, and gets back when it decides the call.
 *
 * @param work what the function told of its work, or null where it told nothing
 */
record CallEnd(EncodedOutcome outcome, String log, @Nullable CallWork work) {

    /** The failure of a call of which no more is known than its code. */
    static EncodedOutcome.Failed withoutDetail(@Nullable ErrorCode code) {
        ErrorCode known = code == null ? ErrorCode.INTERNAL : code;
        String message = switch (known) {
            case CANCELLED -> "the call was cancelled before it ended";
            case DEADLINE_EXCEEDED ->
                "the job's deadline passed before the call ended; allow more time or use more workers";
            case INVOCATION_THROTTLED ->
                "the platform kept refusing invocations: too many at once; raise its concurrency limit";
            case WORKER_LOST -> "the platform neither answered nor reported the worker lost within the time limit";
            case PROTOCOL_VIOLATED ->
                "workers took the call several times, and answered each time without having begun it";
            default -> "no detail is known";
        };
        return new EncodedOutcome.Failed(known, RemoteFailure.of(message));
    }
}

package dev.kinglet.attempt;

import dev.kinglet.ErrorCode;
import dev.kinglet.RemoteFailure;

/** How an attempt ended, with its value still encoded: as it travels, and as the driver keeps it until it is asked for. */
public sealed interface AttemptOutcome {

    /** A value that came in the response. */
    record Inline(byte[] value) implements AttemptOutcome {}

    /**
     * A value that lies in the store.
     *
     * @param key where
     * @param length its bytes
     * @param hash their SHA-256, lower-case hex
     */
    record Staged(String key, long length, String hash) implements AttemptOutcome {}

    /** The attempt failed. */
    record Failed(ErrorCode code, RemoteFailure failure) implements AttemptOutcome {

        /** A failure of which no more is known than its code. */
        public static Failed of(ErrorCode code) {
            String message = switch (code) {
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
            return new Failed(code, RemoteFailure.of(message));
        }
    }
}

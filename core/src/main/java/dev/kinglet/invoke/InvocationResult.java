package dev.kinglet.invoke;

import dev.kinglet.ErrorCode;
import dev.kinglet.attempt.WorkerStart;
import java.time.Duration;

/** How an invocation ended, as the platform saw it. */
public sealed interface InvocationResult {

    /**
     * The worker answered.
     *
     * @param payload the encoded {@link InvocationResponse}
     * @param start how the worker came to be
     * @param billed what the platform charges: the time from when the worker had the payload to its answer
     */
    record Answered(byte[] payload, WorkerStart start, Duration billed) implements InvocationResult {}

    /**
     * The platform has no place now; the invocation did not begin.
     *
     * @param retryAfter what the platform asks to wait, or zero
     */
    record Throttled(Duration retryAfter) implements InvocationResult {}

    /**
     * There is no answer, and there will be none. Whether calls ran is not known.
     *
     * @param code which way: {@code TIMED_OUT}, {@code OUT_OF_MEMORY}, {@code EXITED}, {@code WORKER_LOST}, {@code WORKER_CRASHED},
     *     {@code WORKER_NOT_STARTED}, {@code INVOCATION_REFUSED}, {@code CANCELLED}, {@code PAYLOAD_TOO_LARGE}
     * @param evidence what the platform knows, in words: exit status, signal, limits, the end of the worker's log
     * @param billed what the platform charges all the same
     */
    record Lost(ErrorCode code, String evidence, Duration billed) implements InvocationResult {}
}

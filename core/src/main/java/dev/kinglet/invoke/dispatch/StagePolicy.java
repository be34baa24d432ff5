package dev.kinglet.invoke.dispatch;

/**
 * How the calls of one stage are to be run.
 *
 * @param attempts how many attempts a call has, the first included; at most 10,000 are made
 * @param callNanos how long one attempt may run
 * @param deadlineNanos when the stage must have ended, on the clock of {@link Scheduler#on}; {@link Long#MAX_VALUE} for never
 * @param callsPerInvocation how many calls travel together; 0 lets the scheduler find it
 * @param failFast whether the first failed call cancels the others
 * @param retryFunctionFailures whether {@code FUNCTION_THREW} is worth another attempt
 * @param maxPayloadBytes how many bytes of inputs one invocation may carry
 */
public record StagePolicy(
        int attempts,
        long callNanos,
        long deadlineNanos,
        int callsPerInvocation,
        boolean failFast,
        boolean retryFunctionFailures,
        int maxPayloadBytes) {}

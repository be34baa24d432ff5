package dev.kinglet.invoke;

import dev.kinglet.attempt.AttemptOutcome;

/**
 * How one attempt ended, as the response carries it.
 *
 * @param call the call's number within its stage
 * @param attempt the attempt's number
 * @param outcome its value or failure
 * @param startNanos when the user's function began, after the invocation was received
 * @param runNanos how long it ran
 * @param log the end of what it printed, at most {@value #MAX_LOG_CHARS} characters; empty where it printed nothing
 * @param flops the floating-point operations that it told of
 */
public record AttemptReport(
        int call, int attempt, AttemptOutcome outcome, long startNanos, long runNanos, String log, long flops) {

    /** As much as Lambda's own log tail. The worker's log file has the rest. */
    public static final int MAX_LOG_CHARS = 4096;

    /** The report of an attempt that told of no operations. */
    public AttemptReport(int call, int attempt, AttemptOutcome outcome, long startNanos, long runNanos, String log) {
        this(call, attempt, outcome, startNanos, runNanos, log, 0);
    }
}

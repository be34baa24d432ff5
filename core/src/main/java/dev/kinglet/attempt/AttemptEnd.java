package dev.kinglet.attempt;

import dev.kinglet.CallId;
import dev.kinglet.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * How one attempt at a call ended, whatever has told it. Times are on the driver's clock, as {@link System#nanoTime} counts.
 *
 * @param invocation what it shares with the others of its invocation
 * @param call the call's number within the stage
 * @param attempt the attempt's number, from 0
 * @param toldBy what has told
 * @param outcome its value or failure
 * @param begunNanos when the user's function began; as {@code endedNanos} where it did not, or nothing is known
 * @param endedNanos when it ended
 * @param log the end of what it printed
 * @param flops the floating-point operations that it told of
 */
public record AttemptEnd(
        InvocationFacts invocation,
        int call,
        int attempt,
        ToldBy toldBy,
        AttemptOutcome outcome,
        long begunNanos,
        long endedNanos,
        String log,
        long flops) {

    /** The end of an attempt of which nothing is known but its outcome. */
    public static AttemptEnd of(
            InvocationFacts invocation, int call, int attempt, ToldBy toldBy, AttemptOutcome outcome) {
        long ended = invocation.endedNanos();
        return new AttemptEnd(invocation, call, attempt, toldBy, outcome, ended, ended, "", 0);
    }

    /** Its name. */
    public AttemptId id() {
        return new AttemptId(new CallId(invocation.job(), invocation.stage(), call), attempt);
    }

    /** Why it failed; null where it succeeded. */
    public @Nullable ErrorCode code() {
        return outcome instanceof AttemptOutcome.Failed failed ? failed.code() : null;
    }

    /** How long the user's function ran. */
    public long runNanos() {
        return endedNanos - begunNanos;
    }
}

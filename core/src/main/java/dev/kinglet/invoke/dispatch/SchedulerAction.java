package dev.kinglet.invoke.dispatch;

import dev.kinglet.ErrorCode;
import org.jspecify.annotations.Nullable;

/** What the scheduler wants done by the edge. */
public sealed interface SchedulerAction {

    /**
     * Send these calls as one invocation.
     *
     * @param invocation its number, unique within the executor
     * @param calls the calls' numbers within the stage
     * @param attempts the number of the attempt at each
     * @param limitNanos how long the worker may take for all of them
     */
    record Dispatch(long invocation, long stage, int[] calls, int[] attempts, long limitNanos)
            implements SchedulerAction {}

    /** The stage has room: plan up to this many further calls and announce them with {@link SchedulerEvent.CallsReady}. */
    record NeedCalls(long stage, int count) implements SchedulerAction {}

    /**
     * A call has ended, for good. Said exactly once for each call.
     *
     * @param attempts how many attempts were made
     * @param code null for success
     * @param detail of the report or event that decided it
     */
    record CallEnded(
            long stage,
            int call,
            int attempts,
            @Nullable ErrorCode code,
            @Nullable Object detail) implements SchedulerAction {}

    /** All calls of the stage have ended, and no further ones follow. Said exactly once, after the last {@link CallEnded}. */
    record StageEnded(long stage) implements SchedulerAction {}

    /** Stop this invocation, nobody waits for it any more. Its end is still to be reported. */
    record CancelInvocation(long invocation) implements SchedulerAction {}

    /** Post a {@link SchedulerEvent.Tick} at this time, on the clock of {@link Scheduler#on}; it replaces earlier wishes. */
    record WakeAt(long nanos) implements SchedulerAction {}
}

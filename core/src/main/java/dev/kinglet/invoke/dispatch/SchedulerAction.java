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
     * @param attempts the number of the attempt at each, from 0: a fresh one each time that a call goes out, so that two tries never
     *     write under the same number, be they charged to the call or not
     * @param limitNanos how long the worker may take for all of them
     */
    record Dispatch(long invocation, long stage, int[] calls, int[] attempts, long limitNanos)
            implements SchedulerAction {}

    /** The stage has room: plan up to this many further calls and announce them with {@link SchedulerEvent.CallsReady}. */
    record NeedCalls(long stage, int count) implements SchedulerAction {}

    /**
     * A call has ended, for good. Said exactly once for each call.
     *
     * @param attempts how many attempts were made, with the one under way: what travelled in vain (throttled, not begun, lost in
     *     company) is no attempt
     * @param code null for success
     * @param detail of the report or event that decided it; null where the scheduler itself did (deadline, fail-fast, overdue)
     */
    record CallEnded(
            long stage,
            int call,
            int attempts,
            @Nullable ErrorCode code,
            @Nullable Object detail) implements SchedulerAction {}

    /**
     * All calls of the stage have ended, and no further ones are wanted. Said exactly once, after the last {@link CallEnded}. A stage that
     * was cancelled, failed or met its deadline ends before its inputs do; calls that were announced in the same moment still get their
     * {@link CallEnded}, after this.
     */
    record StageEnded(long stage) implements SchedulerAction {}

    /** Stop this invocation, nobody waits for it any more. Its end is still to be reported. */
    record CancelInvocation(long invocation) implements SchedulerAction {}

    /** Post a {@link SchedulerEvent.Tick} at this time, on the clock of {@link Scheduler#on}; it replaces earlier wishes. */
    record WakeAt(long nanos) implements SchedulerAction {}
}

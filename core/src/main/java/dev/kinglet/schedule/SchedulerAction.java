package dev.kinglet.schedule;

import dev.kinglet.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * What the scheduler wants done by the edge.
 *
 * @param <D> what the edge knows of the end of an attempt
 */
public sealed interface SchedulerAction<D> {

    /**
     * Send these calls as one invocation.
     *
     * @param invocation its number, unique within the executor
     * @param calls the calls' numbers within the stage
     * @param attempts the number of the attempt at each, from 0: a fresh one each time that a call goes out, so that two tries never
     *     write under the same number, be they charged to the call or not
     * @param memoryMegabytes what the worker is to have
     * @param limitNanos how long the worker may take for all of them
     */
    record Dispatch<D>(long invocation, long stage, int[] calls, int[] attempts, int memoryMegabytes, long limitNanos)
            implements SchedulerAction<D> {}

    /** The stage has room: plan up to this many further calls and announce them with {@link SchedulerEvent.CallsReady}. */
    record NeedCalls<D>(long stage, int count) implements SchedulerAction<D> {}

    /**
     * A call has ended, for good. Said exactly once for each call.
     *
     * @param attempts how many attempts were made, with those under way: what travelled in vain (throttled, not begun, lost in
     *     company) is no attempt
     * @param code null for success
     * @param end of the attempt that decided it; null where none did (cancelled, unready, deadline, fail-fast, overdue)
     */
    record CallEnded<D>(
            long stage,
            int call,
            int attempts,
            @Nullable ErrorCode code,
            @Nullable D end) implements SchedulerAction<D> {}

    /**
     * All calls of the stage have ended, and no further ones are wanted. Said exactly once, after the last {@link CallEnded}. A stage that
     * was cancelled, failed fast or met its deadline ends before its inputs do; calls that were announced in the same moment still get
     * their {@link CallEnded}, after this.
     */
    record StageEnded<D>(long stage) implements SchedulerAction<D> {}

    /** Stop this invocation, nobody waits for it any more. Its end is still to be reported. */
    record CancelInvocation<D>(long invocation) implements SchedulerAction<D> {}

    /** This invocation was given up long ago, and no end of it was reported. What may still be told of it has no effect. */
    record InvocationForgotten<D>(long invocation) implements SchedulerAction<D> {}

    /** Post a {@link SchedulerEvent.Tick} at this time, on the clock of {@link Scheduler#on}; it replaces earlier wishes. */
    record WakeAt<D>(long nanos) implements SchedulerAction<D> {}
}

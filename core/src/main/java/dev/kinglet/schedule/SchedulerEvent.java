package dev.kinglet.schedule;

import dev.kinglet.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the edge tells the scheduler. Stages are numbered by the edge, uniquely within an executor.
 *
 * @param <D> what the edge knows of the end of an attempt, and wants back when the scheduler has decided what it means
 */
public sealed interface SchedulerEvent<D> {

    /** A stage begins; its calls follow with {@link CallsReady}. */
    record StageSubmitted<D>(long stage, StagePolicy policy) implements SchedulerEvent<D> {}

    /**
     * The next calls of a stage are planned, encoded and staged: {@code sizes.length} of them, numbered on from the last.
     *
     * @param sizes the bytes that each takes in a request; negative for a call that is not to be sent, because its
     *     {@link CallUnready} follows
     */
    record CallsReady<D>(long stage, int[] sizes) implements SchedulerEvent<D> {}

    /** No further calls follow. */
    record InputsEnded<D>(long stage) implements SchedulerEvent<D> {}

    /** A call ended without being sent: its input could not be had. It was announced by {@link CallsReady}. */
    record CallUnready<D>(long stage, int call, ErrorCode code) implements SchedulerEvent<D> {}

    /**
     * An invocation was answered. A call of it whose attempt has no end here was not begun.
     *
     * @param ends in any order
     */
    record InvocationAnswered<D>(long invocation, List<AttemptEnded<D>> ends) implements SchedulerEvent<D> {}

    /**
     * How one attempt ended.
     *
     * @param code null for success
     * @param runNanos how long the user's function ran
     * @param end what the edge wants back where this decides the call
     */
    record AttemptEnded<D>(int call, int attempt, @Nullable ErrorCode code, long runNanos, D end) {}

    /** An invocation was not taken. */
    record InvocationThrottled<D>(long invocation, long retryAfterNanos) implements SchedulerEvent<D> {}

    /**
     * An invocation ended without an answer.
     *
     * @param ends of each of its attempts, in the order in which they were sent
     */
    record InvocationLost<D>(long invocation, ErrorCode code, List<D> ends) implements SchedulerEvent<D> {}

    /** The output of an attempt was found committed in the store: it has succeeded, whatever was or will be heard of its invocation. */
    record AttemptCommitted<D>(long stage, int call, int attempt, D end) implements SchedulerEvent<D> {}

    /** The user cancels what has not ended of a stage. */
    record StageCancelled<D>(long stage) implements SchedulerEvent<D> {}

    /** The user cancels one call. */
    record CallCancelled<D>(long stage, int call) implements SchedulerEvent<D> {}

    /** The time that a {@link SchedulerAction.WakeAt} asked for has come. */
    record Tick<D>() implements SchedulerEvent<D> {}
}

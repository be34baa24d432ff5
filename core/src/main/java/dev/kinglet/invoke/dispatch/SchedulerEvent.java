package dev.kinglet.invoke.dispatch;

import dev.kinglet.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the edge tells the scheduler. Stages are numbered by the edge, uniquely within an executor. */
public sealed interface SchedulerEvent {

    /** A stage begins; its calls follow with {@link CallsReady}. */
    record StageSubmitted(long stage, StagePolicy policy) implements SchedulerEvent {}

    /**
     * The next calls of a stage are planned, encoded and staged: {@code sizes.length} of them, numbered on from the last.
     *
     * @param sizes the bytes that each takes in a request; negative for a call that is not to be sent, because its
     *     {@link CallUnready} follows
     */
    record CallsReady(long stage, int[] sizes) implements SchedulerEvent {}

    /** No further calls follow. */
    record InputsEnded(long stage) implements SchedulerEvent {}

    /** A call ended without being sent: its input could not be had. It was announced by {@link CallsReady}. */
    record CallUnready(
            long stage, int call, ErrorCode code, @Nullable Object detail) implements SchedulerEvent {}

    /**
     * An invocation was answered. A call of it without a report was not begun.
     *
     * @param reports in any order
     */
    record InvocationAnswered(long invocation, List<Report> reports) implements SchedulerEvent {}

    /**
     * How one attempt ended.
     *
     * @param code null for success
     * @param runNanos how long the user's function ran
     * @param detail what the edge wants back with the {@link SchedulerAction.CallEnded} of this attempt; opaque
     */
    record Report(
            int call,
            int attempt,
            @Nullable ErrorCode code,
            long runNanos,
            @Nullable Object detail) {}

    /** An invocation was not taken. */
    record InvocationThrottled(long invocation, long retryAfterNanos) implements SchedulerEvent {}

    /** An invocation ended without an answer. */
    record InvocationLost(
            long invocation, ErrorCode code, @Nullable Object detail) implements SchedulerEvent {}

    /** The user cancels what has not ended of a stage. */
    record StageCancelled(long stage) implements SchedulerEvent {}

    /** The user cancels one call. */
    record CallCancelled(long stage, int call) implements SchedulerEvent {}

    /** The stage cannot go on (its inputs threw, its closure could not be stored): all that has not ended fails with {@code code}. */
    record StageFailed(long stage, ErrorCode code, @Nullable Object detail) implements SchedulerEvent {}

    /** The time that a {@link SchedulerAction.WakeAt} asked for has come. */
    record Tick() implements SchedulerEvent {}
}

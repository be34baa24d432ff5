package dev.kinglet.journal;

import dev.kinglet.attempt.AttemptEnd;
import dev.kinglet.attempt.AttemptOutcome;
import dev.kinglet.attempt.InvocationFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a job. Stages are numbered within the job, calls within their stage, by the places of their inputs. Times are
 * on the driver's clock, as {@link System#nanoTime} counts.
 */
public sealed interface JobEvent {

    /** A stage began. */
    record StageBegan(int stage, long nanos) implements JobEvent {}

    /**
     * An invocation went out, with one attempt or more.
     *
     * @param attempts the number of the attempt at each call
     */
    record AttemptsSent(int stage, long invocation, int[] calls, int[] attempts, long nanos) implements JobEvent {}

    /**
     * Attempts of an invocation ended. Each attempt that was sent is in one of these events, once: mostly all of an invocation in one. They
     * may come late, when the call or the stage has ended.
     *
     * @param invocation what they share; what was billed and what the worker told is there in one event of an invocation at the most
     */
    record AttemptsEnded(InvocationFacts invocation, List<AttemptEnd> ends) implements JobEvent {}

    /**
     * A call ended, for good.
     *
     * @param attempts how many attempts were made that count against its budget, with those under way
     * @param end of the attempt that has decided it, or null where none has: it was cancelled, say, or had no input
     */
    record CallEnded(
            int stage,
            int call,
            AttemptOutcome outcome,
            int attempts,
            @Nullable AttemptEnd end) implements JobEvent {}

    /** All calls of a stage have ended. Attempts that were given up may still end. */
    record StageEnded(int stage, long nanos) implements JobEvent {}
}

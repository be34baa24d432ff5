package dev.kinglet;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The futures of a {@code map}, in the order of its inputs. Methods may be called from any thread. Iterating gives the futures in order;
 * values are decoded when they are asked for.
 */
public interface FutureList<T extends @Nullable Object> extends Iterable<CallFuture<T>> {

    /** The job that makes the values. */
    String job();

    /** How many calls there are. Waits until the inputs are exhausted, where they came from a stream or iterator. */
    int size();

    /** The future of the call with that number; waits until the inputs reach it. */
    CallFuture<T> get(int call);

    /**
     * Waits for every value.
     *
     * @return the values in the order of the inputs, nulls in their places
     * @throws CallFailedException as soon as a call has failed; the others go on, unless the job is to fail fast
     */
    List<T> join();

    /** Waits for every call to end, and tells how each did, in the order of the inputs. */
    List<CallOutcome<T>> outcomes();

    /** The futures in the order in which their calls end; the iterator waits for the next. */
    Iterable<CallFuture<T>> asCompleted();

    /**
     * Waits until at least one call has ended, or all inputs are exhausted and there is none.
     *
     * @return false if the time ran out first
     */
    boolean awaitAny(Duration timeout);

    /**
     * Waits until all calls have ended.
     *
     * @return false if the time ran out first
     */
    boolean awaitAll(Duration timeout);

    /** How many calls have ended, whichever way. */
    int done();

    /** Cancels every call that has not ended, and stops the remote work. */
    void cancel();

    /** What the job did, so far or in all. */
    JobReport report();
}

package dev.kinglet.attempt;

import dev.kinglet.StoreUse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an invocation that has ended: one object for all the attempts that it carried. Times are on the driver's clock, as
 * {@link System#nanoTime} counts.
 *
 * @param job the job's identifier
 * @param stage the stage's number within the job
 * @param invocation its number, unique within the executor
 * @param memoryMegabytes what its worker had
 * @param sentNanos when the platform was asked
 * @param endedNanos when the driver knew
 * @param worker what its worker told, or null where none did
 * @param billed what the platform charges, or null where it does not say so
 */
public record InvocationFacts(
        String job,
        int stage,
        long invocation,
        int memoryMegabytes,
        long sentNanos,
        long endedNanos,
        @Nullable WorkerFacts worker,
        @Nullable Duration billed) {

    /**
     * What a worker told of an invocation.
     *
     * @param id the worker's identifier
     * @param start how it came to be
     * @param begunNanos when it had the request; its clock is another's, so this is reckoned from the end, by what it took
     * @param phases nanoseconds by phase
     * @param peakMegabytes the most memory that its heap had in use
     * @param store what it asked of stores
     * @param inputBytes bytes of input objects that functions read, wherever they lie
     */
    public record WorkerFacts(
            String id,
            WorkerStart start,
            long begunNanos,
            Map<String, Long> phases,
            int peakMegabytes,
            StoreUse store,
            long inputBytes) {}
}

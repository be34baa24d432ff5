package dev.kinglet.bench.shuffle;

import dev.kinglet.JobReport;

/**
 * What a shuffle took.
 *
 * @param seconds from the action to its result in the driver
 * @param producers functions that left rows in the store
 * @param consumers functions that took them up
 * @param attempts attempts of all of them
 * @param uploads objects that were written
 * @param rangeReads ranges of objects that were read
 * @param otherRequests requests to the store for anything else, such as the job's manifest
 * @param bytes that were exchanged
 */
public record ShuffleDone(
        double seconds,
        int producers,
        int consumers,
        int attempts,
        long uploads,
        long rangeReads,
        long otherRequests,
        long bytes) {

    private static final String UPLOAD = "UPLOAD";
    private static final String RANGE_READ = "GET_RANGE";

    /** What consumers ask for at most in one request; what lies in one producer's object beyond it takes more of them. */
    private static final long PIECE_BYTES = 4 << 20;

    /** How much larger than the mean the largest of what a consumer reads of a producer is taken to be. */
    private static final double UNEVENNESS = 1.25;

    static ShuffleDone of(double seconds, JobReport report, int consumers) {
        long uploads = report.storeRequests().getOrDefault(UPLOAD, 0L);
        long rangeReads = report.storeRequests().getOrDefault(RANGE_READ, 0L);
        long all = report.storeRequests().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return new ShuffleDone(
                seconds,
                report.calls() - consumers,
                consumers,
                report.attempts(),
                uploads,
                rangeReads,
                all - uploads - rangeReads,
                report.bytesWritten());
    }

    /** How many requests at most read what a producer left for a consumer. */
    private long readsEach() {
        double mean = (double) bytes / producers / consumers;
        return (long) Math.ceil(Math.max(1, mean * UNEVENNESS / PIECE_BYTES));
    }

    /** The requests that the exchange should have made and those that it made, for people. */
    public String formula() {
        return "P uploads + P x R range reads: %,d + %,d x %,d%s = %,d requests; made were %,d + %,d, and %,d for other things"
                .formatted(
                        producers,
                        producers,
                        consumers,
                        readsEach() == 1 ? "" : ", or up to %d times as many".formatted(readsEach()),
                        producers + (long) producers * consumers,
                        uploads,
                        rangeReads,
                        otherRequests);
    }

    /**
     * Holds the requests against the formula. Where calls were attempted again, nothing can be said.
     *
     * @throws IllegalStateException if they differ
     */
    public void check() {
        long least = (long) producers * consumers;
        boolean asExpected = uploads == producers && rangeReads >= least && rangeReads <= least * readsEach();
        if (attempts == producers + consumers && !asExpected) {
            throw new IllegalStateException(
                    "the store was asked for something else than " + formula()
                            + ". Functions whose memory does not hold their rows leave and read more pieces: take fewer rows, more workers"
                            + " or a larger --set memory. Fewer reads than expected are from keys that do not fill all partitions");
        }
    }
}

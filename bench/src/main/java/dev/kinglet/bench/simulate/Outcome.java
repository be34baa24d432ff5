package dev.kinglet.bench.simulate;

import dev.kinglet.FlopsReport;

/**
 * How a simulated job went.
 *
 * @param seconds from the submission to the last result
 * @param flops rates, as a real job's report has them
 * @param succeeded calls with a value
 * @param failed calls without
 * @param invocations that were sent, refused ones included
 * @param throttles how many were refused
 * @param lost how many did not answer
 * @param coldStarts environments that were made
 * @param mostAtOnce the most functions that ran at the same time
 * @param startSeconds when handlers began, in this order
 * @param gigabyteSeconds billed
 * @param computeDollars for functions
 * @param storeDollars for requests to the store
 */
public record Outcome(
        double seconds,
        FlopsReport flops,
        int succeeded,
        int failed,
        int invocations,
        int throttles,
        int lost,
        int coldStarts,
        int mostAtOnce,
        double[] startSeconds,
        double gigabyteSeconds,
        double computeDollars,
        double storeDollars) {

    /** The whole bill. */
    public double dollars() {
        return computeDollars + storeDollars;
    }
}

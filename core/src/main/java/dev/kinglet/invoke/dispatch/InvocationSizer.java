package dev.kinglet.invoke.dispatch;

/**
 * Finds how many calls an invocation of one stage should carry, so that it takes about a target time.
 *
 * <p>What a call takes is its run, and what else grows with the number of calls: reading its input, decoding, encoding. The latter is the
 * slope of the line through the recent invocations' other time over their sizes; the line's foot is what an invocation costs by itself (the
 * way there and back, a cold start), which is no reason to make invocations small. While all have the same size there is no line, and the
 * last slope stands.
 */
final class InvocationSizer {

    // The weight of an invocation falls to a tenth after about eight.
    private static final double RUN_DECAY = 0.75;
    // Lines need more points than means.
    private static final double LINE_DECAY = 0.85;
    // Sizes that differ by less than a tenth say more about noise than about the slope.
    private static final double LEAST_SPREAD = 0.1;

    private final SchedulerTuning tuning;
    private int size = 1;
    private double runs;
    private double calls;
    private double weight;
    private double sizes;
    private double others;
    private double squares;
    private double products;
    private double slope;

    InvocationSizer(SchedulerTuning tuning) {
        this.tuning = tuning;
    }

    /** How many calls the next invocation should carry at most. */
    int size() {
        return size;
    }

    /**
     * Takes what an invocation took.
     *
     * @param reported how many calls it ran, at least 1
     * @param runNanos how long they ran, in sum
     * @param serviceNanos how long it had a worker, by presumption; negative if there is none
     */
    void measured(int reported, long runNanos, long serviceNanos) {
        if (serviceNanos >= 0) {
            fit(reported, Math.max(0, serviceNanos - runNanos));
        }
        runs = runs * RUN_DECAY + runNanos;
        calls = calls * RUN_DECAY + reported;
        // The mean guards against growing on one short call among long ones; the latest sees at once that calls got
        // longer.
        double cost = Math.max(runs / calls, (double) runNanos / reported) + slope;
        int wanted =
                (int) Math.clamp(tuning.targetInvocationNanos() / Math.max(1, cost), 1, tuning.maxCallsPerInvocation());
        long reachable = (long) reported * tuning.growthFactor();
        size = wanted < size ? wanted : (int) Math.max(size, Math.min(wanted, reachable));
    }

    /** An invocation came back with calls that were not begun: what the next one carries more than {@code reported} would be sent for nothing. */
    void cutShort(int reported) {
        size = Math.clamp(reported, 1, size);
    }

    private void fit(int reported, long otherNanos) {
        weight = weight * LINE_DECAY + 1;
        sizes = sizes * LINE_DECAY + reported;
        others = others * LINE_DECAY + otherNanos;
        squares = squares * LINE_DECAY + (double) reported * reported;
        products = products * LINE_DECAY + (double) reported * otherNanos;
        double meanSize = sizes / weight;
        double variance = squares / weight - meanSize * meanSize;
        if (variance > LEAST_SPREAD * LEAST_SPREAD * meanSize * meanSize) {
            slope = (products / weight - meanSize * others / weight) / variance;
        }
        // A call cannot cost more than its share of all that the invocation took, nor less than nothing.
        slope = Math.clamp(slope, 0, (double) otherNanos / reported);
    }
}

package dev.kinglet.policy;

/**
 * How many calls an invocation of one stage should carry, so that it takes about a target time.
 *
 * <p>What a call takes is its run, and what else grows with the number of calls: reading its input, decoding, encoding. The latter is the
 * slope of the line through the recent invocations' other time over their sizes; the line's foot is what an invocation costs by itself (the
 * way there and back, a cold start), which is no reason to make invocations small. While all have the same size there is no line, and the
 * last slope stands.
 *
 * @param bounds what it is to keep to
 * @param calls how many calls the next invocation should carry at most
 * @param runNanos how long calls ran, the recent ones with more weight
 * @param ran how many calls that were, weighted so, too
 * @param line what calls take beside their run
 */
public record BatchSize(Bounds bounds, int calls, double runNanos, double ran, Line line) {

    // The weight of an invocation falls to a tenth after about eight.
    private static final double RUN_DECAY = 0.75;

    /**
     * What sizes keep to.
     *
     * @param targetNanos how long the calls of one invocation should take together
     * @param growthFactor by how much an invocation may be larger than one that was measured
     * @param maxCalls the most calls in one invocation
     */
    public record Bounds(long targetNanos, int growthFactor, int maxCalls) {}

    /** A line through points, by their sums; the recent ones have more weight. */
    record Line(double weight, double sizes, double others, double squares, double products, double slope) {

        // Lines need more points than means.
        private static final double DECAY = 0.85;
        // Sizes that differ by less than a tenth say more about noise than about the slope.
        private static final double LEAST_SPREAD = 0.1;

        static final Line NONE = new Line(0, 0, 0, 0, 0, 0);

        Line with(int size, long otherNanos) {
            double moreWeight = weight * DECAY + 1;
            double moreSizes = sizes * DECAY + size;
            double moreOthers = others * DECAY + otherNanos;
            double moreSquares = squares * DECAY + (double) size * size;
            double moreProducts = products * DECAY + (double) size * otherNanos;
            double meanSize = moreSizes / moreWeight;
            double variance = moreSquares / moreWeight - meanSize * meanSize;
            double newSlope = variance > LEAST_SPREAD * LEAST_SPREAD * meanSize * meanSize
                    ? (moreProducts / moreWeight - meanSize * moreOthers / moreWeight) / variance
                    : slope;
            // A call cannot cost more than its part of all that the invocation took, nor less than nothing.
            double possible = Math.clamp(newSlope, 0, (double) otherNanos / size);
            return new Line(moreWeight, moreSizes, moreOthers, moreSquares, moreProducts, possible);
        }
    }

    /** The size of a stage of which nothing is known. */
    public static BatchSize first(Bounds bounds) {
        return new BatchSize(bounds, 1, 0, 0, Line.NONE);
    }

    /**
     * Takes what an invocation took.
     *
     * @param reported how many calls it ran, at least 1
     * @param nanos how long they ran, in sum
     * @param serviceNanos how long it had a worker, by presumption; negative if there is none
     */
    public BatchSize measured(int reported, long nanos, long serviceNanos) {
        Line others = serviceNanos < 0 ? line : line.with(reported, Math.max(0, serviceNanos - nanos));
        double moreNanos = runNanos * RUN_DECAY + nanos;
        double moreRan = ran * RUN_DECAY + reported;
        // The mean guards against growing on one short call among long ones; the latest sees at once that calls got
        // longer.
        double cost = Math.max(moreNanos / moreRan, (double) nanos / reported) + others.slope();
        int wanted = (int) Math.clamp(bounds.targetNanos() / Math.max(1, cost), 1, bounds.maxCalls());
        long reachable = (long) reported * bounds.growthFactor();
        int next = wanted < calls ? wanted : (int) Math.max(calls, Math.min(wanted, reachable));
        return new BatchSize(bounds, next, moreNanos, moreRan, others);
    }

    /** An invocation came back with calls that were not begun: what the next one carries more than {@code reported} would be sent for nothing. */
    public BatchSize cutShort(int reported) {
        return new BatchSize(bounds, Math.clamp(reported, 1, calls), runNanos, ran, line);
    }
}

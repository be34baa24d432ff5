package dev.kinglet.invoke.dispatch;

/**
 * How many invocations may be under way, and from when. Where the platform throttles, the number is cut by half, once for all that were
 * sent before it was known; with each answer it creeps up again, by one for a full round of answers.
 */
final class Pacer {

    private static final double DECREASE = 0.5;

    private final int most;
    private final BackOff backOff;
    private double limit;
    private long opensNanos = Long.MIN_VALUE;
    private int throttledRounds;
    private long lastOfRound = -1;

    Pacer(int most, BackOff backOff) {
        this.most = most;
        this.backOff = backOff;
        this.limit = most;
    }

    int limit() {
        return (int) limit;
    }

    /** When invocations may go out again. */
    long opensNanos() {
        return opensNanos;
    }

    /** The platform took and answered an invocation. */
    void answered() {
        throttledRounds = 0;
        limit = Math.min(most, limit + 1 / limit);
    }

    /**
     * The platform did not take an invocation.
     *
     * @param lastSent the highest number of an invocation that was sent so far
     * @param underWay how many others are under way
     */
    void throttled(long invocation, long lastSent, int underWay, long retryAfterNanos, long now) {
        if (invocation > lastOfRound) {
            lastOfRound = lastSent;
            throttledRounds++;
            limit = Math.max(1, Math.min(limit, underWay + 1.0) * DECREASE);
        }
        long wait = Math.max(retryAfterNanos, backOff.nanos(throttledRounds));
        opensNanos = Math.max(opensNanos, Saturated.add(now, wait));
    }
}

package dev.kinglet.invoke.dispatch;

/**
 * How many invocations may be under way, and from when. Where the platform refuses some, the number falls to those that it took, after a
 * pause. From then on it grows again: with each answer a little, by one for a full round of answers; and with time, by one, two, four and
 * so on each second in which nothing was refused, because a platform that adds workers by and by says nothing of those that it could take.
 */
final class Pacer {

    /** Longer than a refusal takes to arrive from any platform. */
    private static final long GROWTH_NANOS = 1_000_000_000;

    private final int most;
    private final BackOff backOff;
    private double limit;
    private long opensNanos = Long.MIN_VALUE;
    private long growsNanos = Long.MAX_VALUE;
    private int step = 1;
    private boolean refused;
    private int takenBefore;
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

    /** When {@link #grow} is to be called next, or {@link Long#MAX_VALUE} while there is nothing to grow. */
    long growsNanos() {
        return growsNanos;
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
     * @param underWay how many others are under way: at most as many has it taken
     */
    void throttled(long invocation, long lastSent, int underWay, long retryAfterNanos, long now) {
        limit = Math.max(1, Math.min(limit, underWay));
        refused = true;
        if (invocation > lastOfRound) {
            lastOfRound = lastSent;
            throttledRounds++;
        }
        // An answer between two refusals of one round has set the rounds back to none.
        long wait = Math.max(retryAfterNanos, backOff.nanos(Math.max(1, throttledRounds)));
        opensNanos = Math.max(opensNanos, Saturated.add(now, wait));
        growsNanos = opensNanos;
    }

    /**
     * The time of {@link #growsNanos} has come.
     *
     * @param underWay how many are under way
     */
    void grow(int underWay, long now) {
        if (underWay > takenBefore) {
            throttledRounds = 0; // it takes more than it did: it is slow, not shut
        }
        takenBefore = underWay;
        step = refused ? Math.max(1, step / 2) : Math.min(most, 2 * step);
        refused = false;
        limit = Math.min(most, Math.max(limit, underWay + (double) step));
        growsNanos = limit < most ? Saturated.add(now, GROWTH_NANOS) : Long.MAX_VALUE;
    }
}

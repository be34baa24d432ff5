package dev.kinglet.policy;

/**
 * How many invocations may be under way, and from when. Where the platform refuses some, the number falls to those that it took, after a
 * pause. From then on it grows again: with each answer a little, by one for a full round of answers; and with time, by one, two, four and
 * so on each second in which nothing was refused, because a platform that adds workers by and by says nothing of those that it could take.
 *
 * @param most how many there may be at best
 * @param exactLimit how many there may be now, with the fraction that answers have added
 * @param opensNanos when invocations may go out again
 * @param growsNanos when {@link #grown} is to be asked next; {@link Long#MAX_VALUE} while there is nothing to grow
 * @param step by how many it grew last
 * @param refused whether anything was refused since then
 * @param takenBefore how many were under way then
 * @param throttledRounds how many rounds of invocations in a row were refused
 * @param lastOfRound the last invocation of the latest of these rounds
 */
public record Pacing(
        int most,
        double exactLimit,
        long opensNanos,
        long growsNanos,
        int step,
        boolean refused,
        int takenBefore,
        int throttledRounds,
        long lastOfRound) {

    /** Longer than a refusal takes to arrive from any platform. */
    private static final long GROWTH_NANOS = 1_000_000_000;

    /** Nothing was refused so far. */
    public static Pacing open(int most) {
        return new Pacing(most, most, Long.MIN_VALUE, Long.MAX_VALUE, 1, false, 0, 0, -1);
    }

    /** How many there may be now. */
    public int limit() {
        return (int) exactLimit;
    }

    /** The platform took and answered an invocation. */
    public Pacing answered() {
        if (exactLimit == most && throttledRounds == 0) {
            return this;
        }
        double limit = Math.min(most, exactLimit + 1 / exactLimit);
        return new Pacing(most, limit, opensNanos, growsNanos, step, refused, takenBefore, 0, lastOfRound);
    }

    /**
     * What the platform did not take.
     *
     * @param invocation its number
     * @param lastSent the highest number of an invocation that was sent so far
     * @param underWay how many others are under way: at most as many has it taken
     * @param retryAfterNanos what the platform asks to wait
     */
    public record Refusal(long invocation, long lastSent, int underWay, long retryAfterNanos) {}

    /**
     * The platform did not take an invocation.
     *
     * @param jitter of the wait, from 0 to below 1, drawn anew each time
     */
    public Pacing throttled(Refusal refusal, BackOff backOff, double jitter, long now) {
        boolean newRound = refusal.invocation() > lastOfRound;
        int rounds = throttledRounds + (newRound ? 1 : 0);
        // An answer between two refusals of one round has set the rounds back to none.
        long wait = Math.max(refusal.retryAfterNanos(), backOff.nanos(Math.max(1, rounds), jitter));
        long opens = Math.max(opensNanos, Saturated.add(now, wait));
        return new Pacing(
                most,
                Math.max(1, Math.min(exactLimit, refusal.underWay())),
                opens,
                opens,
                step,
                true,
                takenBefore,
                rounds,
                newRound ? refusal.lastSent() : lastOfRound);
    }

    /**
     * The time of {@link #growsNanos} has come.
     *
     * @param underWay how many are under way
     */
    public Pacing grown(int underWay, long now) {
        int next = refused ? Math.max(1, step / 2) : Math.min(most, 2 * step);
        double limit = Math.min(most, Math.max(exactLimit, underWay + (double) next));
        return new Pacing(
                most,
                limit,
                opensNanos,
                limit < most ? Saturated.add(now, GROWTH_NANOS) : Long.MAX_VALUE,
                next,
                false,
                underWay,
                underWay > takenBefore ? 0 : throttledRounds, // it takes more than it did: it is slow, not shut
                lastOfRound);
    }
}

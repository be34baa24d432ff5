package dev.kinglet.plan.planner;

/**
 * How sources are cut into what single calls read. Pure.
 *
 * @param workers how many calls run at once
 */
public record SplitSize(int workers) {

    /** Above this, one attempt that is lost costs too much, and progress shows too seldom. */
    private static final long MOST_BYTES = 64 << 20;

    /** So that workers that are slower or start later do not leave the others waiting for long. */
    private static final int SHARES_PER_WORKER = 4;

    /** About how large a share should be. */
    public long targetBytes() {
        return MOST_BYTES;
    }

    /** How many shares there should be at least, also of a small source. */
    public int leastShares() {
        return SHARES_PER_WORKER * workers;
    }
}

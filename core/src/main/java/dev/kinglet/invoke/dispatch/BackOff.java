package dev.kinglet.invoke.dispatch;

import java.util.SplittableRandom;

/** How long to wait before a further try: doubling, with full jitter, so that what failed together does not come back together. */
final class BackOff {

    private final long baseNanos;
    private final long capNanos;
    private final SplittableRandom random;

    BackOff(long seed, long baseNanos, long capNanos) {
        this.baseNanos = baseNanos;
        this.capNanos = capNanos;
        this.random = new SplittableRandom(seed);
    }

    /**
     * A wait.
     *
     * @param failures how many tries failed in a row, at least 1
     */
    long nanos(int failures) {
        int doublings = Math.min(failures - 1, Long.SIZE - 2);
        long most = capNanos >> doublings < baseNanos ? capNanos : baseNanos << doublings;
        return random.nextLong(most + 1);
    }
}

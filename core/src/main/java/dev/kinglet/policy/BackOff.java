package dev.kinglet.policy;

/**
 * How long to wait before a further try: doubling, with full jitter, so that what failed together does not come back together.
 *
 * @param baseNanos the longest wait before the second try; doubled with each further one
 * @param capNanos the longest wait at all
 */
public record BackOff(long baseNanos, long capNanos) {

    /**
     * A wait.
     *
     * @param failures how many tries failed in a row, at least 1
     * @param jitter from 0 to below 1, drawn anew for each wait
     */
    public long nanos(int failures, double jitter) {
        int doublings = Math.min(failures - 1, Long.SIZE - 2);
        long most = capNanos >> doublings < baseNanos ? capNanos : baseNanos << doublings;
        return (long) (jitter * (most + 1.0));
    }
}

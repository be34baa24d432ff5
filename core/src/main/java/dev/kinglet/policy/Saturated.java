package dev.kinglet.policy;

/** Sums and products of non-negative durations, where {@link Long#MAX_VALUE} stands for "without end". */
public final class Saturated {

    private Saturated() {}

    /** A time so long after another. */
    public static long add(long time, long duration) {
        long sum = time + duration;
        return duration >= 0 && sum < time ? Long.MAX_VALUE : sum;
    }

    /** So many durations. */
    public static long multiply(long duration, int times) {
        return duration > Long.MAX_VALUE / Math.max(1, times) ? Long.MAX_VALUE : duration * times;
    }
}

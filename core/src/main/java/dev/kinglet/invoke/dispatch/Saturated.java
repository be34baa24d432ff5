package dev.kinglet.invoke.dispatch;

/** Sums and products of non-negative durations, where {@link Long#MAX_VALUE} stands for "without end". */
final class Saturated {

    private Saturated() {}

    static long add(long time, long duration) {
        long sum = time + duration;
        return duration >= 0 && sum < time ? Long.MAX_VALUE : sum;
    }

    static long multiply(long duration, int times) {
        return duration > Long.MAX_VALUE / Math.max(1, times) ? Long.MAX_VALUE : duration * times;
    }
}

package dev.kinglet.execute;

import org.jspecify.annotations.Nullable;

/** The most heap that was in use when somebody looked. Without the management beans: to load them costs a cold worker too much. */
final class HeapGauge {

    private static final int BYTES_PER_MEGABYTE = 1 << 20;

    /** Let go when memory runs out, so that there is some to say so. */
    @SuppressWarnings("UnusedVariable") // held, not read
    private byte @Nullable [] reserve = new byte[BYTES_PER_MEGABYTE];

    private long peakBytes;

    void sample() {
        Runtime runtime = Runtime.getRuntime();
        peakBytes = Math.max(peakBytes, runtime.totalMemory() - runtime.freeMemory());
    }

    void release() {
        reserve = null;
        peakBytes = Math.max(peakBytes, Runtime.getRuntime().maxMemory());
    }

    int peakMegabytes() {
        return (int) (peakBytes / BYTES_PER_MEGABYTE);
    }
}

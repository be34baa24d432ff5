package dev.kinglet.source;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the bytes of input objects that functions of this process read, after decompression. A worker reads it before and after an
 * invocation. May be used from any thread.
 */
public final class InputMeter {

    private static final LongAdder BYTES = new LongAdder();

    private InputMeter() {}

    public static void add(long bytes) {
        BYTES.add(bytes);
    }

    /** All bytes since the process began. */
    public static long total() {
        return BYTES.sum();
    }
}

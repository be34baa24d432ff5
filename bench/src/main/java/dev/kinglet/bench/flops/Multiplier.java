package dev.kinglet.bench.flops;

import java.lang.foreign.MemorySegment;

/** Multiplies square matrices of doubles, row by row in memory. */
interface Multiplier {

    /** What it is, for people: which library or loop. */
    String name();

    /** {@code c += a·b}, each of {@code size}×{@code size}. */
    void multiplyAdd(int size, MemorySegment a, MemorySegment b, MemorySegment c);
}

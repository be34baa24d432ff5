package dev.kinglet.bench.flops;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Two factors and their product, outside of the heap. Confined to one thread but for what multiplies. */
final class Matrices {

    /** What rounding may come to, of the largest value: some hundred times what was seen. */
    static final double TOLERANCE = 1e-9;

    /** A cache line, and what the widest vectors like. */
    private static final int ALIGNMENT = 64;

    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final int size;
    private final MemorySegment a;
    private final MemorySegment b;
    private final MemorySegment c;

    Matrices(int size) {
        this.size = size;
        a = allocate();
        b = allocate();
        c = allocate();
    }

    private MemorySegment allocate() {
        // Freed with this object: functions have no other end to hang it on.
        return Arena.ofAuto().allocate((long) size * size * Double.BYTES, ALIGNMENT);
    }

    int size() {
        return size;
    }

    /** Other factors for each seed, of values from -0.5 to 0.5, and a product of zeros. */
    void fill(long seed) {
        fill(a, seed * 2);
        fill(b, seed * 2 + 1);
        c.fill((byte) 0);
    }

    private static void fill(MemorySegment matrix, long seed) {
        long state = seed * MIX;
        long count = matrix.byteSize() / Double.BYTES;
        for (long i = 0; i < count; i++) {
            state += MIX;
            long mixed = (state ^ (state >>> 29)) * MIX;
            matrix.setAtIndex(JAVA_DOUBLE, i, (mixed >> 11) * 0x1p-53);
        }
    }

    /** Adds {@code times} the product of the factors to the product. */
    void multiply(Multiplier multiplier, int times) {
        for (int i = 0; i < times; i++) {
            multiplier.multiplyAdd(size, a, b, c);
        }
    }

    /**
     * How far the product is from {@code times} the product of the factors: the largest difference between {@code C·x} and
     * {@code times·A·(B·x)} for some {@code x}, as a share of the largest value. It takes N² steps where the product took N³.
     */
    double error(int times) {
        double[] x = new double[size];
        for (int i = 0; i < size; i++) {
            x[i] = (((i + 1) * MIX) >> 11) * 0x1p-53;
        }
        double[] expected = times(a, times(b, x));
        double[] actual = times(c, x);
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < size; i++) {
            largest = Math.max(largest, Math.abs(times * expected[i]));
            // Not max: it must not lose a NaN.
            double here = Math.abs(actual[i] - times * expected[i]);
            difference = here <= difference ? difference : here;
        }
        return difference / largest;
    }

    private double[] times(MemorySegment matrix, double[] x) {
        double[] result = new double[size];
        for (int row = 0; row < size; row++) {
            long at = (long) row * size;
            // Four sums: one would wait for each addition.
            double s0 = 0;
            double s1 = 0;
            double s2 = 0;
            double s3 = 0;
            int i = 0;
            for (; i + 3 < size; i += 4) {
                s0 += matrix.getAtIndex(JAVA_DOUBLE, at + i) * x[i];
                s1 += matrix.getAtIndex(JAVA_DOUBLE, at + i + 1) * x[i + 1];
                s2 += matrix.getAtIndex(JAVA_DOUBLE, at + i + 2) * x[i + 2];
                s3 += matrix.getAtIndex(JAVA_DOUBLE, at + i + 3) * x[i + 3];
            }
            for (; i < size; i++) {
                s0 += matrix.getAtIndex(JAVA_DOUBLE, at + i) * x[i];
            }
            result[row] = (s0 + s1) + (s2 + s3);
        }
        return result;
    }
}

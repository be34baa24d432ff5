package dev.kinglet.reduce;

import java.util.Arrays;

/**
 * The order of 64-bit keys, taken as unsigned numbers: a stable radix sort by bytes, from the last to the first. Bytes in which
 * all keys agree cost nothing, so that short keys and hashes of few slices are sorted in as few passes as they need.
 */
final class RadixOrder {

    private static final int DIGITS = 256;

    private RadixOrder() {}

    /** The positions of the first {@code size} keys in ascending order, taken as unsigned numbers; of equal ones in their order. */
    static int[] of(long[] keys, int size) {
        int[][] counts = new int[Long.BYTES][DIGITS];
        for (int i = 0; i < size; i++) {
            long key = keys[i];
            for (int digit = 0; digit < Long.BYTES; digit++) {
                counts[digit][(int) (key >>> (digit * Byte.SIZE)) & 0xff]++;
            }
        }
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = i;
        }
        long[] from = Arrays.copyOf(keys, size);
        long[] to = new long[size];
        int[] next = new int[size];
        for (int digit = 0; digit < Long.BYTES; digit++) {
            int[] starts = starts(counts[digit], size);
            if (starts.length == 0) {
                continue;
            }
            int shift = digit * Byte.SIZE;
            for (int i = 0; i < size; i++) {
                int place = starts[(int) (from[i] >>> shift) & 0xff]++;
                to[place] = from[i];
                next[place] = order[i];
            }
            long[] keysBefore = from;
            from = to;
            to = keysBefore;
            int[] orderBefore = order;
            order = next;
            next = orderBefore;
        }
        return order;
    }

    /** Where the keys of each digit begin, or nothing where all have the same. */
    private static int[] starts(int[] counts, int size) {
        int[] starts = new int[DIGITS];
        int start = 0;
        for (int value = 0; value < DIGITS; value++) {
            if (counts[value] == size) {
                return new int[0];
            }
            starts[value] = start;
            start += counts[value];
        }
        return starts;
    }
}

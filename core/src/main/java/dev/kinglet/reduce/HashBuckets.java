package dev.kinglet.reduce;

/**
 * Cuts the space of all hashes into equal slices, in order. A producer writes a block for each, and consumers are given neighbouring
 * slices when their sizes are known.
 *
 * @param bits two to the power of this many slices, 0 to 16
 */
public record HashBuckets(int bits) {

    private static final int MAX_BITS = 16;

    public HashBuckets {
        if (bits < 0 || bits > MAX_BITS) {
            throw new IllegalArgumentException(
                    "slices are 2^0 to 2^" + MAX_BITS + ", but 2^" + bits + " were asked for");
        }
    }

    public int count() {
        return 1 << bits;
    }

    int of(long hash) {
        return bits == 0 ? 0 : (int) (hash >>> (Long.SIZE - bits));
    }
}

package dev.kinglet.reduce;

import dev.kinglet.Pair;
import dev.kinglet.equality.KeyHash;
import java.util.Iterator;

/** Writes rows that come in order as one run, as a producer would have left them. Needs no memory but for the batch at hand. */
public final class MergedRun {

    private MergedRun() {}

    /**
     * Writes pairs in the order of their keys' hashes, a block a slice.
     *
     * @return how many pairs there were
     */
    public static long write(RunWriter writer, HashBuckets slices, Iterator<Object> pairs) {
        long rows = 0;
        int blocks = 0;
        for (; pairs.hasNext(); rows++) {
            Pair<?, ?> pair = (Pair<?, ?>) pairs.next();
            int slice = slices.of(KeyHash.of(pair.key()));
            for (; blocks <= slice; blocks++) {
                writer.beginBlock();
            }
            writer.write(pair);
        }
        // Consumers cut all runs at the same slices, so that an empty one is a block, too; a run without rows is none.
        for (; rows > 0 && blocks < slices.count(); blocks++) {
            writer.beginBlock();
        }
        return rows;
    }

    /**
     * Writes rows in the order of their keys.
     *
     * @param about how many rows there are about, by which blocks are sized
     * @return how many there were
     */
    public static long write(RunWriter writer, SortKey key, long about, Iterator<Object> sorted) throws Exception {
        long blockRows = SortGatherer.blockRows(about);
        long rows = 0;
        for (; sorted.hasNext(); rows++) {
            Object row = sorted.next();
            if (rows % blockRows == 0) {
                writer.beginBlock(key.of(row));
            }
            writer.write(row);
        }
        return rows;
    }
}

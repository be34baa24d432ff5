package dev.kinglet.reduce;

import dev.kinglet.Pair;
import java.util.function.IntFunction;

/** Writes what a producer gathered under keys as a run in the order of the keys' hashes, a block a slice. */
final class HashRuns {

    private HashRuns() {}

    /**
     * Writes one run.
     *
     * @param hashes of the entries
     * @param size how many entries there are
     * @param row makes the row of an entry
     */
    static void write(RunWriter writer, HashBuckets slices, long[] hashes, int size, IntFunction<Object> row) {
        if (size == 0) {
            return;
        }
        int[] order = RadixOrder.of(hashes, size);
        KeyCopies copies = new KeyCopies();
        int next = 0;
        for (int slice = 0; slice < slices.count(); slice++) {
            writer.beginBlock();
            while (next < size && slices.of(hashes[order[next]]) == slice) {
                Object written = row.apply(order[next]);
                copies.check(((Pair<?, ?>) written).key());
                writer.write(written);
                next++;
            }
        }
        writer.endRun();
    }
}

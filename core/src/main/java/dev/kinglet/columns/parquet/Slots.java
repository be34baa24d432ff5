package dev.kinglet.columns.parquet;

import dev.kinglet.columns.ColumnsException;
import java.util.Arrays;

/**
 * Where the rows of a batch and the elements of its lists lie among the entries of a column. Slots are counted at each depth: rows at 0, at 1
 * the elements of the outermost lists, over all rows, and so on.
 */
final class Slots {

    private final int[] defined;
    private final int[][] entries;
    private final int[][] offsets;
    private final int[] counts;

    /** @param lists the definition levels from which on a list of each depth has an element */
    Slots(int[] lists) {
        int depths = lists.length + 1;
        this.defined = new int[depths];
        System.arraycopy(lists, 0, defined, 1, lists.length);
        this.entries = new int[depths][0];
        this.offsets = new int[depths][0];
        this.counts = new int[depths];
    }

    /** Each entry is a row. */
    void flat(int rows) {
        counts[0] = rows;
    }

    void of(byte[] repetitions, byte[] definitions, int count) {
        Arrays.fill(counts, 0);
        int deepest = counts.length - 1;
        for (int depth = 0; depth <= deepest; depth++) {
            if (entries[depth].length <= count) {
                entries[depth] = new int[count + (count >> 1) + 1];
                offsets[depth] = new int[count + (count >> 1) + 1];
            }
        }
        for (int i = 0; i < count; i++) {
            int depth = repetitions[i];
            int definition = definitions[i];
            if (depth > deepest || (depth > 0 && (definition < defined[depth] || counts[depth] == 0))) {
                throw new ColumnsException("a list goes on that has not begun");
            }
            while (depth <= deepest && definition >= defined[depth]) {
                int slot = counts[depth]++;
                entries[depth][slot] = i;
                if (depth < deepest) {
                    offsets[depth][slot] = counts[depth + 1];
                }
                depth++;
            }
        }
        for (int depth = 0; depth < deepest; depth++) {
            offsets[depth][counts[depth]] = counts[depth + 1];
        }
    }

    /** The first entry of a slot. */
    int entry(int depth, int slot) {
        return counts.length == 1 ? slot : entries[depth][slot];
    }

    /** The first slot of a list's elements at the depth below. */
    int start(int depth, int slot) {
        return offsets[depth][slot];
    }

    /** Whether both have lists of the same lengths down to a depth, as columns in the same list do. */
    boolean agrees(Slots other, int depth) {
        for (int i = 0; i < depth; i++) {
            int count = counts[i] + 1;
            if (count != other.counts[i] + 1 || !Arrays.equals(offsets[i], 0, count, other.offsets[i], 0, count)) {
                return false;
            }
        }
        return counts[depth] == other.counts[depth];
    }
}

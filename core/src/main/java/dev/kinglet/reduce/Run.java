package dev.kinglet.reduce;

import java.util.List;

/**
 * Rows in order, as one producer left them in the store: blocks that lie one behind the other and can be read each by itself.
 *
 * @param object the key of the object that they lie in
 * @param offsets where each block begins in it, and where the last one ends
 * @param rows how many rows each block has
 * @param firstKeys the first row's sort key of each block; empty for rows in the order of their hashes, where a block is a slice of
 *     all hashes, and for rows in no order
 */
public record Run(String object, long[] offsets, int[] rows, List<Object> firstKeys) {

    public int blocks() {
        return rows.length;
    }

    /** The length of the blocks from one to before another, in bytes. */
    public long bytes(int from, int to) {
        return offsets[to] - offsets[from];
    }

    public long bytes() {
        return bytes(0, blocks());
    }

    /** Some of its blocks, or nothing of it where that is none or they are empty. */
    public BlockRange range(int from, int to) {
        return new BlockRange(object, offsets[from], bytes(from, to));
    }

    /** All of it. */
    public BlockRange whole() {
        return range(0, blocks());
    }
}

package dev.kinglet.columns.parquet;

import dev.kinglet.columns.ColumnsException;

/** Whole numbers of which the differences are stored, in blocks of smaller blocks that each have their number of bits. */
final class DeltaValues extends Values {

    private final byte[] bytes;
    private final int end;
    private final boolean narrow;
    private final int total;
    private final int blocks;
    private final int blockSize;
    private int at;
    private int given;
    private long value;
    private long least;
    private int widths;
    private int block;
    private int left;
    private int width;
    private long bit;

    /** @param narrow whether numbers have 32 bits, and go round beyond them */
    DeltaValues(byte[] bytes, int start, int end, boolean narrow) {
        this.bytes = bytes;
        this.end = end;
        this.narrow = narrow;
        this.at = start;
        long size = varint();
        long count = varint();
        long all = varint();
        this.value = zigzag();
        if (count < 1
                || count > size
                || size > Integer.MAX_VALUE
                || size % count != 0
                || all < 0
                || all > Integer.MAX_VALUE) {
            throw new ColumnsException("differences are said to be " + all + " in blocks of " + size + ", of " + count);
        }
        this.total = (int) all;
        this.blocks = (int) count;
        this.blockSize = (int) (size / count);
        this.block = blocks;
    }

    /** How many there are. */
    int total() {
        return total;
    }

    @Override
    void longs(long[] to, int from, int count) {
        if (count > total - given) {
            throw ended();
        }
        for (int i = from; i < from + count; i++) {
            if (given++ > 0) {
                if (left == 0) {
                    begin();
                }
                value += least + Bits.at(bytes, end, bit, width);
                bit += width;
                left--;
            }
            to[i] = narrow ? (int) value : value;
        }
    }

    private void begin() {
        if (block == blocks) {
            least = zigzag();
            widths = at;
            at += blocks;
            block = 0;
            if (at > end || at < 0) {
                throw ended();
            }
        }
        width = bytes[widths + block++] & 0xff;
        long length = ((long) width * blockSize + 7) / Byte.SIZE;
        if (width > Long.SIZE) {
            throw new ColumnsException("differences are said to have " + width + " bits");
        }
        left = blockSize;
        bit = (long) at * Byte.SIZE;
        // The last block may be cut behind its last number.
        long needed = ((long) width * Math.min(blockSize, total - given + 1) + 7) / Byte.SIZE;
        if (needed > end - at) {
            throw ended();
        }
        at = (int) Math.min(end, at + length);
    }

    /** Where the bytes behind them begin, when all were read. */
    int end() {
        return at;
    }

    private long zigzag() {
        long number = varint();
        return (number >>> 1) ^ -(number & 1);
    }

    private long varint() {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (at >= end) {
                throw ended();
            }
            int part = bytes[at++];
            number |= (long) (part & 0x7f) << shift;
            if (part >= 0) {
                return number;
            }
        }
        throw new ColumnsException("a number has more than 64 bits");
    }
}

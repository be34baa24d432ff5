package dev.kinglet.columns.parquet;

import dev.kinglet.columns.ColumnsException;
import java.util.Arrays;

/**
 * Reads numbers of few bits as Parquet has levels and places in dictionaries: runs of one number, and runs in which each has its bits. May
 * be told that there are more numbers in a run than anybody asks for.
 */
final class RunReader implements Levels {

    private final byte[] bytes;
    private final int end;
    private final int width;
    private int at;
    private long left;
    private boolean packed;
    private int value;
    private long bit;

    RunReader(byte[] bytes, int start, int end, int width) {
        if (width > Integer.SIZE) {
            throw new ColumnsException("numbers are said to have " + width + " bits");
        }
        if (start > end || end > bytes.length) {
            throw new ColumnsException("numbers are said to lie beyond their page");
        }
        this.bytes = bytes;
        this.at = start;
        this.end = end;
        this.width = width;
    }

    @Override
    public void read(byte[] to, int from, int count) {
        int next = from;
        int last = from + count;
        while (next < last) {
            int now = run(last - next);
            if (packed) {
                for (int i = 0; i < now; i++) {
                    to[next + i] = (byte) Bits.at(bytes, end, bit, width);
                    bit += width;
                }
            } else {
                Arrays.fill(to, next, next + now, (byte) value);
            }
            next += now;
            left -= now;
        }
    }

    /** Reads numbers of more bits than a level has. */
    void read(int[] to, int count) {
        int next = 0;
        while (next < count) {
            int now = run(count - next);
            if (packed) {
                for (int i = 0; i < now; i++) {
                    to[next + i] = (int) Bits.at(bytes, end, bit, width);
                    bit += width;
                }
            } else {
                Arrays.fill(to, next, next + now, value);
            }
            next += now;
            left -= now;
        }
    }

    /** Begins a run where the last one is over. How many of the wanted it has. */
    private int run(int wanted) {
        while (left == 0) {
            begin();
        }
        return (int) Math.min(wanted, left);
    }

    private void begin() {
        if (width == 0) {
            left = Long.MAX_VALUE; // the only number there is, which some writers do not write
            packed = false;
            value = 0;
            return;
        }
        int head = varint();
        packed = (head & 1) != 0;
        if (packed) {
            long length = (head >>> 1) * (long) width;
            // The last group is to be filled up, which not all writers do.
            long there = Math.min(length, end - at);
            left = there * Byte.SIZE / width;
            bit = (long) at * Byte.SIZE;
            at += (int) there;
            if (left == 0 && there < length) {
                throw ended();
            }
        } else {
            left = (head & 0xffff_ffffL) >>> 1;
            value = 0;
            for (int shift = 0; shift < width; shift += Byte.SIZE) {
                value |= next() << shift;
            }
        }
    }

    private int varint() {
        int number = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += 7) {
            int part = next();
            number |= (part & 0x7f) << shift;
            if (part < 0x80) {
                return number;
            }
        }
        throw new ColumnsException("a run is said to be longer than any");
    }

    private int next() {
        if (at >= end) {
            throw ended();
        }
        return bytes[at++] & 0xff;
    }

    private static ColumnsException ended() {
        return new ColumnsException("runs of numbers end too early");
    }
}

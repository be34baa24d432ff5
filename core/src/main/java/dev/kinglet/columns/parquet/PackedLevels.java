package dev.kinglet.columns.parquet;

import dev.kinglet.columns.ColumnsException;

/** Levels as the oldest writers have them: in as few bits each as hold the highest, the highest bit first. */
final class PackedLevels implements Levels {

    private final byte[] bytes;
    private final int end;
    private final int width;
    private long bit;

    PackedLevels(byte[] bytes, int start, int end, int width) {
        this.bytes = bytes;
        this.end = end;
        this.width = width;
        this.bit = (long) start * Byte.SIZE;
    }

    /** How many bytes so many levels take. */
    static long bytes(int count, int width) {
        return ((long) count * width + 7) / Byte.SIZE;
    }

    @Override
    public void read(byte[] to, int from, int count) {
        if (bit + (long) count * width > (long) end * Byte.SIZE) {
            throw new ColumnsException("levels end too early");
        }
        for (int i = from; i < from + count; i++) {
            int level = 0;
            for (int j = 0; j < width; j++) {
                level = (level << 1) | (bytes[(int) (bit >> 3)] >> (7 - (bit & 7)) & 1);
                bit++;
            }
            to[i] = (byte) level;
        }
    }
}

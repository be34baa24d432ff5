package dev.kinglet.columns.parquet;

import org.jspecify.annotations.Nullable;

/** Values one behind the other. */
final class PlainValues extends Values {

    private final byte[] bytes;
    private final int end;
    private final LeafType type;
    private int at;
    private int bit;

    PlainValues(byte[] bytes, int start, int end, LeafType type) {
        this.bytes = bytes;
        this.at = start;
        this.end = end;
        this.type = type;
    }

    private int take(long length) {
        if (length < 0 || length > end - at) {
            throw ended();
        }
        int start = at;
        at += (int) length;
        return start;
    }

    @Override
    void longs(long[] to, int from, int count) {
        switch (type.physical()) {
            case BOOLEAN -> truths(to, from, count);
            case INT32 -> {
                int start = take((long) count * Integer.BYTES);
                for (int i = 0; i < count; i++) {
                    to[from + i] = Bits.int32(bytes, start + i * Integer.BYTES);
                }
            }
            default -> {
                int start = take((long) count * Long.BYTES);
                for (int i = 0; i < count; i++) {
                    to[from + i] = Bits.int64(bytes, start + i * Long.BYTES);
                }
            }
        }
    }

    private void truths(long[] to, int from, int count) {
        if (bit + (long) count > (long) (end - at) * Byte.SIZE) {
            throw ended();
        }
        for (int i = from; i < from + count; i++) {
            to[i] = bytes[at + (bit >> 3)] >> (bit & 7) & 1;
            bit++;
        }
    }

    @Override
    void doubles(double[] to, int from, int count) {
        if (type.physical() == Physical.FLOAT) {
            int start = take((long) count * Float.BYTES);
            for (int i = 0; i < count; i++) {
                to[from + i] = Float.intBitsToFloat(Bits.int32(bytes, start + i * Float.BYTES));
            }
        } else {
            int start = take((long) count * Double.BYTES);
            for (int i = 0; i < count; i++) {
                to[from + i] = Double.longBitsToDouble(Bits.int64(bytes, start + i * Double.BYTES));
            }
        }
    }

    @Override
    void objects(@Nullable Object[] to, int from, int count) {
        boolean fixed = type.physical() != Physical.BYTE_ARRAY;
        for (int i = from; i < from + count; i++) {
            int length = fixed ? type.length() : Bits.int32(bytes, take(Integer.BYTES));
            to[i] = type.object(bytes, take(length), length);
        }
    }
}

package dev.kinglet.columns.parquet;

import org.jspecify.annotations.Nullable;

/** Values of which the first bytes stand together, then the second ones, and so on. */
final class SplitValues extends Values {

    private final byte[] bytes;
    private final int start;
    private final int count;
    private final LeafType type;
    private final byte[] one;
    private int next;

    SplitValues(byte[] bytes, int start, int end, LeafType type) {
        this.bytes = bytes;
        this.start = start;
        this.type = type;
        this.one = new byte[Math.max(1, type.length())];
        this.count = (end - start) / one.length;
    }

    private void check(int wanted) {
        if (wanted > count - next) {
            throw ended();
        }
    }

    private long number() {
        long number = 0;
        for (int i = one.length - 1; i >= 0; i--) {
            number = (number << Byte.SIZE) | (bytes[start + i * count + next] & 0xff);
        }
        next++;
        return number;
    }

    @Override
    void longs(long[] to, int from, int wanted) {
        check(wanted);
        boolean narrow = type.physical() == Physical.INT32;
        for (int i = from; i < from + wanted; i++) {
            long number = number();
            to[i] = narrow ? (int) number : number;
        }
    }

    @Override
    void doubles(double[] to, int from, int wanted) {
        check(wanted);
        boolean narrow = type.physical() == Physical.FLOAT;
        for (int i = from; i < from + wanted; i++) {
            long number = number();
            to[i] = narrow ? Float.intBitsToFloat((int) number) : Double.longBitsToDouble(number);
        }
    }

    @Override
    void objects(@Nullable Object[] to, int from, int wanted) {
        check(wanted);
        for (int i = from; i < from + wanted; i++) {
            for (int j = 0; j < one.length; j++) {
                one[j] = bytes[start + j * count + next];
            }
            next++;
            to[i] = type.object(one, 0, one.length);
        }
    }
}

package dev.kinglet.columns.parquet;

import dev.kinglet.columns.ColumnsException;
import org.jspecify.annotations.Nullable;

/** Bytes of which the lengths come first, as differences, and before these where so wanted how much each has in common with the one before. */
final class DeltaBytes extends Values {

    private final byte[] bytes;
    private final int end;
    private final LeafType type;
    private final int[] shared;
    private final int[] lengths;
    private int at;
    private int next;
    private byte[] last = {};

    /**
     * Reads the lengths.
     *
     * @param sharing whether each may begin as the one before
     * @param most how many there can be
     */
    DeltaBytes(byte[] bytes, int start, int end, LeafType type, boolean sharing, int most) {
        this.bytes = bytes;
        this.end = end;
        this.type = type;
        this.at = start;
        this.shared = sharing ? numbers(most) : new int[0];
        this.lengths = numbers(most);
        if (sharing && shared.length != lengths.length) {
            throw new ColumnsException(
                    "there are " + shared.length + " beginnings, but " + lengths.length + " lengths");
        }
    }

    private int[] numbers(int most) {
        DeltaValues values = new DeltaValues(bytes, at, end, true);
        if (values.total() > most) {
            throw new ColumnsException("a page of " + most + " values has " + values.total() + " lengths");
        }
        int[] numbers = new int[values.total()];
        long[] one = new long[1];
        for (int i = 0; i < numbers.length; i++) {
            values.longs(one, 0, 1);
            if (one[0] < 0) {
                throw new ColumnsException("a value is said to have " + one[0] + " bytes");
            }
            numbers[i] = (int) one[0];
        }
        at = values.end();
        return numbers;
    }

    @Override
    void objects(@Nullable Object[] to, int from, int count) {
        if (count > lengths.length - next) {
            throw ended();
        }
        for (int i = from; i < from + count; i++) {
            int length = lengths[next];
            if (length > end - at) {
                throw ended();
            }
            to[i] = shared.length == 0 ? type.object(bytes, at, length) : joined(shared[next], length);
            at += length;
            next++;
        }
    }

    private Object joined(int common, int length) {
        if (common > last.length || common > Integer.MAX_VALUE - Long.BYTES - length) {
            throw new ColumnsException(
                    "a value is said to have " + common + " bytes in common with one of " + last.length);
        }
        byte[] value = new byte[common + length];
        System.arraycopy(last, 0, value, 0, common);
        System.arraycopy(bytes, at, value, common, length);
        last = value;
        return type.object(value, 0, value.length);
    }
}

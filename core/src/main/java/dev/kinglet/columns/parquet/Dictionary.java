package dev.kinglet.columns.parquet;

import dev.kinglet.columns.ColumnsException;
import org.jspecify.annotations.Nullable;

/** The values of a chunk to which its pages point. */
final class Dictionary {

    private final LeafType type;
    private final int size;
    private final long[] longs;
    private final double[] doubles;
    private final @Nullable Object[] objects;

    /** @throws ColumnsException if the bytes cannot hold so many */
    Dictionary(LeafType type, int size, byte[] bytes, int start, int end) {
        this.type = type;
        this.size = size;
        int least = Math.max(1, type.physical() == Physical.BYTE_ARRAY ? Integer.BYTES : type.length());
        if (type.physical() == Physical.BOOLEAN || (long) size * least > end - start) {
            throw new ColumnsException(
                    "a dictionary of " + size + " values is said to have " + (end - start) + " bytes");
        }
        Values plain = new PlainValues(bytes, start, end, type);
        LeafType.Store store = type.store();
        this.longs = new long[store == LeafType.Store.LONGS ? size : 0];
        this.doubles = new double[store == LeafType.Store.DOUBLES ? size : 0];
        this.objects = new @Nullable Object[store == LeafType.Store.OBJECTS ? size : 0];
        switch (store) {
            case LONGS -> plain.longs(longs, 0, size);
            case DOUBLES -> plain.doubles(doubles, 0, size);
            case OBJECTS -> plain.objects(objects, 0, size);
        }
    }

    /** The values of a page that points to it. */
    Values values(byte[] bytes, int start, int end) {
        int width = start < end ? bytes[start] & 0xff : 0;
        return new Pointers(new RunReader(bytes, Math.min(start + 1, end), end, width));
    }

    private final class Pointers extends Values {
        private static final int AT_ONCE = 512;

        private final RunReader places;
        private final int[] some = new int[AT_ONCE];

        Pointers(RunReader places) {
            this.places = places;
        }

        private int next(int count) {
            int now = Math.min(count, AT_ONCE);
            places.read(some, now);
            for (int i = 0; i < now; i++) {
                if (some[i] < 0 || some[i] >= size) {
                    throw new ColumnsException(
                            "a page points to value " + some[i] + " of a dictionary that has " + size);
                }
            }
            return now;
        }

        @Override
        void longs(long[] to, int from, int count) {
            int last = from + count;
            for (int next = from; next < last; ) {
                int now = next(last - next);
                for (int i = 0; i < now; i++) {
                    to[next + i] = longs[some[i]];
                }
                next += now;
            }
        }

        @Override
        void doubles(double[] to, int from, int count) {
            int last = from + count;
            for (int next = from; next < last; ) {
                int now = next(last - next);
                for (int i = 0; i < now; i++) {
                    to[next + i] = doubles[some[i]];
                }
                next += now;
            }
        }

        @Override
        void objects(@Nullable Object[] to, int from, int count) {
            int last = from + count;
            for (int next = from; next < last; ) {
                int now = next(last - next);
                for (int i = 0; i < now; i++) {
                    to[next + i] = type.own(objects[some[i]]);
                }
                next += now;
            }
        }
    }
}

package dev.kinglet.columns.parquet;

import dev.kinglet.columns.ColumnsException;
import org.jspecify.annotations.Nullable;

/** The values of a page, in order, without nulls. Each encoding has those that its types need. */
abstract class Values {

    /** Reads whole numbers and truths. */
    void longs(long[] to, int from, int count) {
        throw new ColumnsException("its encoding has no whole numbers");
    }

    void doubles(double[] to, int from, int count) {
        throw new ColumnsException("its encoding has no fractions");
    }

    void objects(@Nullable Object[] to, int from, int count) {
        throw new ColumnsException("its encoding has no bytes");
    }

    static ColumnsException ended() {
        return new ColumnsException("a page has fewer values than it is said to have");
    }
}

package dev.kinglet.format;

import java.util.List;

/** Some of the driver's values. */
record ValueShare<T>(List<T> values) implements Share<T> {

    /** A guess: what a value takes is known only when it is encoded. */
    private static final int VALUE_BYTES = 32;

    @Override
    public long bytes() {
        return (long) VALUE_BYTES * values.size();
    }

    @Override
    public RecordCursor<T> open(BadRecordListener badRecords) {
        return new ValuesCursor<>(values.iterator());
    }
}

package dev.kinglet.columns;

import org.jspecify.annotations.Nullable;

/** One column of the batch that is being read. */
abstract class ColumnReader {

    private @Nullable Chunk validity;

    /** Takes the next batch's part. */
    void load(Batch batch) {
        int nulls = batch.takeColumn();
        Chunk bits = batch.takeBuffer();
        validity = nulls == 0 ? null : bits;
        loadValues(batch);
    }

    final @Nullable Object get(int row) {
        Chunk bits = validity;
        return bits == null || bits.bit(row) ? value(row) : absent();
    }

    /** What a null stands for. */
    @Nullable
    Object absent() {
        return null;
    }

    abstract void loadValues(Batch batch);

    /** The value in a slot that is not null. */
    abstract @Nullable Object value(int row);
}

package dev.kinglet.columns;

import org.jspecify.annotations.Nullable;

/** One column of the batch that is being read. */
abstract class ColumnReader {

    private @Nullable Chunk validity;
    private int slots;

    /** Takes the next batch's part. */
    void load(Batch batch) {
        int nulls = takeColumn(batch);
        Chunk bits = batch.takeBuffer();
        validity = nulls == 0 ? null : bits;
        loadValues(batch);
    }

    /** Takes what the batch says of the column, and gives how many of its slots are null. */
    final int takeColumn(Batch batch) {
        slots = batch.slots();
        return batch.takeColumn();
    }

    /** How many slots the batch has, as it says: to be held against what refers to them. */
    int slots() {
        return slots;
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

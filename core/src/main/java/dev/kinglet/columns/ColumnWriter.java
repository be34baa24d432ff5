package dev.kinglet.columns;

import org.jspecify.annotations.Nullable;

/**
 * One column of the batch that is being written. A value that does not fit changes the {@link Shape}, after which the columns are of no
 * more use but for the rows that they have.
 */
abstract class ColumnWriter {

    private final Shape shape;
    private final Validity validity = new Validity();
    private int count;

    ColumnWriter(Shape shape) {
        this.shape = shape;
    }

    /**
     * Adds a value.
     *
     * @return whether it fits; where not, this column and those inside it have to be {@link #cut} to what they had
     */
    final boolean append(@Nullable Object value) {
        if (value == null) {
            return putAbsent();
        }
        validity.valid(count);
        count++;
        return put(value);
    }

    /** Adds a slot for what is inside something that is null itself. */
    final void skip() {
        validity.absent(count);
        count++;
        fill();
    }

    /** Adds a null, or calls {@link #misfit}. */
    boolean putAbsent() {
        skip();
        return true;
    }

    final boolean misfit(@Nullable Object value) {
        shape.widenFor(value);
        return false;
    }

    final Shape shape() {
        return shape;
    }

    final int count() {
        return count;
    }

    /** Forgets the slots from {@code rows} on. */
    final void cut(int rows) {
        validity.cut(rows);
        count = rows;
        cutValues(rows);
    }

    /** Names the column's slots and buffers, and those of the columns inside. */
    void describe(BatchParts parts) {
        parts.column(count, validity.nulls());
        if (validity.nulls() > 0) {
            parts.buffer(validity.buffer());
        } else {
            parts.noBuffer();
        }
        describeValues(parts);
    }

    /** The bytes of the values, without those of nulls' bits. */
    abstract long bytes();

    /** Adds a value, or calls {@link #misfit}. */
    abstract boolean put(Object value);

    /** Fills the slot of a null. */
    abstract void fill();

    abstract void cutValues(int rows);

    abstract void describeValues(BatchParts parts);
}

package dev.kinglet.format;

import java.util.Iterator;

/** Values that are there already. */
final class ValuesCursor<T> implements RecordCursor<T> {

    private final Iterator<T> values;

    ValuesCursor(Iterator<T> values) {
        this.values = values;
    }

    @Override
    public boolean hasNext() {
        return values.hasNext();
    }

    @Override
    public T next() {
        return values.next();
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}

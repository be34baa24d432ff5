package dev.kinglet.format;

import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Looks one record ahead, for formats that know only by reading whether there is another. */
abstract class AbstractCursor<T> implements RecordCursor<T> {

    private final ByteWindow window;
    private @Nullable T ahead;
    private boolean ended;

    /** @param window closed by this */
    AbstractCursor(ByteWindow window) {
        this.window = window;
    }

    /** The next record, or null at the end. */
    abstract @Nullable T advance();

    @Override
    public boolean hasNext() {
        if (ahead == null && !ended) {
            ahead = advance();
            ended = ahead == null;
            if (ended) {
                window.close();
            }
        }
        return ahead != null;
    }

    @Override
    public T next() {
        T record = hasNext() ? ahead : null;
        if (record == null) {
            throw new NoSuchElementException();
        }
        ahead = null;
        return record;
    }

    @Override
    public void close() {
        ended = true;
        ahead = null;
        window.close();
    }
}

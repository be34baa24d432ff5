package dev.kinglet.format;

import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The records of several ranges, of which one at a time is open. */
final class RangesCursor<T> implements RecordCursor<T> {

    private final ObjectFormat<T> format;
    private final List<ObjectRange> ranges;
    private final BadRecordListener badRecords;
    private int next;
    private @Nullable RecordCursor<T> current;

    RangesCursor(ObjectFormat<T> format, List<ObjectRange> ranges, BadRecordListener badRecords) {
        this.format = format;
        this.ranges = ranges;
        this.badRecords = badRecords;
    }

    @Override
    public boolean hasNext() {
        try {
            return find();
        } catch (RuntimeException | StackOverflowError e) {
            throw Damage.of(ranges.get(next - 1), e);
        }
    }

    private boolean find() {
        while (true) {
            if (current != null) {
                if (current.hasNext()) {
                    return true;
                }
                current.close();
                current = null;
            }
            if (next == ranges.size()) {
                return false;
            }
            current = format.open(ranges.get(next++), badRecords);
        }
    }

    @Override
    public T next() {
        // Once there is a current cursor with a record left, the one question is its own.
        if (!hasNext() || current == null) {
            throw new NoSuchElementException();
        }
        try {
            return current.next();
        } catch (RuntimeException | StackOverflowError e) {
            throw Damage.of(ranges.get(next - 1), e);
        }
    }

    @Override
    public void close() {
        next = ranges.size();
        if (current != null) {
            current.close();
            current = null;
        }
    }
}

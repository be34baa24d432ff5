package dev.kinglet.reduce;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The rows of a sorted sequence whose keys lie in a range. Blocks at its edges have others, too. Confined to one thread. */
final class KeyRange implements Iterator<Object> {

    private final Merge rows;
    private final SortKey key;
    private final @Nullable Object before;
    private final long beforePrefix;
    private @Nullable Object next;
    private long nextPrefix;

    KeyRange(Merge rows, SortKey key, @Nullable Object from, @Nullable Object before) {
        this.rows = rows;
        this.key = key;
        this.before = before;
        this.beforePrefix = before == null ? 0 : key.prefix(before);
        advance();
        if (from != null) {
            long fromPrefix = key.prefix(from);
            while (next != null && isBefore(next, nextPrefix, from, fromPrefix)) {
                advance();
            }
        }
    }

    private void advance() {
        if (rows.hasNext()) {
            nextPrefix = rows.nextPrefix();
            next = rows.next();
        } else {
            next = null;
        }
    }

    private boolean isBefore(Object row, long prefix, Object bound, long boundPrefix) {
        int compared = Long.compareUnsigned(prefix, boundPrefix);
        try {
            return compared < 0 || (compared == 0 && key.compare(key.of(row), bound) < 0);
        } catch (Exception e) {
            throw Sneaky.rethrow(e);
        }
    }

    @Override
    public boolean hasNext() {
        return next != null && (before == null || isBefore(next, nextPrefix, before, beforePrefix));
    }

    @Override
    public Object next() {
        Object row = next;
        if (row == null || !hasNext()) {
            throw new NoSuchElementException("there are no more rows in the range");
        }
        advance();
        return row;
    }
}

package dev.kinglet.reduce;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Rows of several sorted runs as one sorted run: a binary heap of the runs' next rows. Of equal rows those of earlier runs come first.
 * Confined to one thread.
 */
final class Merge implements Iterator<Object> {

    /** How rows compare: by a number, and where these are equal by what the number is the prefix of. */
    interface Order {
        long prefix(Object row);

        /** As {@link java.util.Comparator#compare}, of rows whose prefixes are equal. */
        int compareTied(Object left, Object right);
    }

    private final Order order;
    private final List<? extends Iterator<Object>> runs;
    private final @Nullable Object[] rows;
    private final long[] prefixes;

    /** Numbers of runs; the run with the least row is at 0, and no run's row is less than that of the run at {@code (i - 1) / 2}. */
    private final int[] heap;

    private int size;

    Merge(List<? extends Iterator<Object>> runs, Order order) {
        this.runs = runs;
        this.order = order;
        rows = new Object[runs.size()];
        prefixes = new long[runs.size()];
        heap = new int[runs.size()];
        for (int run = 0; run < runs.size(); run++) {
            if (advance(run)) {
                heap[size++] = run;
            }
        }
        for (int place = size / 2 - 1; place >= 0; place--) {
            sink(place);
        }
    }

    private boolean advance(int run) {
        Iterator<Object> left = runs.get(run);
        if (!left.hasNext()) {
            rows[run] = null;
            return false;
        }
        Object row = left.next();
        rows[run] = row;
        prefixes[run] = order.prefix(row);
        return true;
    }

    @Override
    public boolean hasNext() {
        return size > 0;
    }

    /** The prefix of the next row. */
    long nextPrefix() {
        return prefixes[heap[0]];
    }

    @Override
    public Object next() {
        Object row = size == 0 ? null : rows[heap[0]];
        if (row == null) {
            throw new NoSuchElementException("the merged runs have no more rows");
        }
        if (!advance(heap[0])) {
            heap[0] = heap[--size];
        }
        sink(0);
        return row;
    }

    private void sink(int from) {
        int place = from;
        while (true) {
            int child = 2 * place + 1;
            if (child >= size) {
                return;
            }
            if (child + 1 < size && before(heap[child + 1], heap[child])) {
                child++;
            }
            if (!before(heap[child], heap[place])) {
                return;
            }
            int run = heap[place];
            heap[place] = heap[child];
            heap[child] = run;
            place = child;
        }
    }

    private boolean before(int run, int other) {
        int compared = Long.compareUnsigned(prefixes[run], prefixes[other]);
        if (compared == 0) {
            Object row = rows[run];
            Object otherRow = rows[other];
            compared = row == null || otherRow == null ? 0 : order.compareTied(row, otherRow);
        }
        return compared < 0 || (compared == 0 && run < other);
    }
}

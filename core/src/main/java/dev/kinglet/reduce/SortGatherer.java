package dev.kinglet.reduce;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A producer's side of a sort: gathers rows while memory lasts, and leaves them as a sorted run. A run is cut into blocks of about equal
 * size, and knows the first key of each: from these the consumers' ranges are chosen when all runs are there, so that no pass over
 * the data is needed to sample it.
 */
public final class SortGatherer {

    /** So that ranges can be chosen finely, and reading from the middle of a run wastes little. */
    private static final int MOST_BLOCKS = 256;

    /** Below this a block's own overhead would show. */
    private static final int LEAST_BLOCK_ROWS = 256;

    /** As many rows as a core may have misses of the cache under way, and some. */
    private static final int AHEAD = 32;

    private static final int ROW_OVERHEAD_BYTES = 40;
    private static final int FIRST_CAPACITY = 1 << 12;

    private final RunWriter writer;
    private final SortKey key;
    private final long budgetBytes;
    private MemoryEstimate sizes = new MemoryEstimate();
    private @Nullable Object[] rows = new Object[FIRST_CAPACITY];
    private long[] prefixes = new long[FIRST_CAPACITY];
    private int size;
    private long bytes;

    /** Nobody reads it: it keeps {@link #touch} from being optimised away. */
    @SuppressWarnings("UnusedVariable")
    private int touched;

    public SortGatherer(RunWriter writer, SortKey key, long budgetBytes) {
        this.writer = writer;
        this.key = key;
        this.budgetBytes = budgetBytes;
    }

    public void add(Object row) throws Exception {
        if (size == rows.length) {
            rows = Arrays.copyOf(rows, size * 2);
            prefixes = Arrays.copyOf(prefixes, size * 2);
        }
        rows[size] = row;
        prefixes[size] = key.prefix(key.of(row));
        size++;
        bytes += sizes.add(row) + ROW_OVERHEAD_BYTES;
        if (bytes > budgetBytes) {
            flush();
        }
    }

    /** How many rows there should be in each block of a run of so many. */
    static long blockRows(long rows) {
        return Math.max(LEAST_BLOCK_ROWS, Math.ceilDiv(rows, MOST_BLOCKS));
    }

    private Object row(int position) {
        return Objects.requireNonNull(rows[position], "a row that was added");
    }

    private void flush() throws Exception {
        if (size == 0) {
            return;
        }
        int[] order = RadixOrder.of(prefixes, size);
        settleTies(order);
        long blockRows = blockRows(size);
        for (int i = 0; i < size; i++) {
            if (i % AHEAD == 0) {
                touch(order, i, Math.min(size, i + AHEAD));
            }
            Object row = row(order[i]);
            if (i % blockRows == 0) {
                writer.beginBlock(key.of(row));
            }
            writer.write(row);
        }
        writer.endRun();
        Arrays.fill(rows, 0, size, null);
        size = 0;
        bytes = 0;
        sizes = new MemoryEstimate();
    }

    /**
     * Looks at rows that are soon to be written. In the order of their keys they lie all over the memory; looked at one by one they are
     * waited for one by one, looked at together they are fetched together.
     */
    private void touch(int[] order, int from, int to) {
        int seen = 0;
        for (int i = from; i < to; i++) {
            seen += rows[order[i]] instanceof byte[] row && row.length > 0 ? row[row.length >> 1] : 1;
        }
        touched = seen;
    }

    /** Orders the rows whose prefixes are equal by their whole keys. */
    private void settleTies(int[] order) throws Exception {
        if (KeyOrder.prefixIsWhole(key.of(row(0)))) {
            return;
        }
        int from = 0;
        while (from < size) {
            int to = from + 1;
            while (to < size && prefixes[order[to]] == prefixes[order[from]]) {
                to++;
            }
            if (to - from > 1) {
                sortByWholeKeys(order, from, to);
            }
            from = to;
        }
    }

    private record Keyed(Object key, int position) {}

    private void sortByWholeKeys(int[] order, int from, int to) throws Exception {
        Keyed[] tied = new Keyed[to - from];
        for (int i = from; i < to; i++) {
            tied[i - from] = new Keyed(key.of(row(order[i])), order[i]);
        }
        Arrays.sort(tied, (left, right) -> key.compare(left.key(), right.key()));
        for (int i = from; i < to; i++) {
            order[i] = tied[i - from].position();
        }
    }

    /** Leaves what is left in the store, and tells what lies there. */
    public List<Run> finish() throws Exception {
        flush();
        return writer.finish();
    }
}

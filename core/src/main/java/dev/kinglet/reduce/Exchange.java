package dev.kinglet.reduce;

import dev.kinglet.Aggregation;
import dev.kinglet.columns.Seal;
import dev.kinglet.storage.ObjectStore;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One worker's end of the exchange between two stages, within a budget of memory. Producers leave runs: rows in the order of their keys,
 * or of the keys' hashes. Consumers merge ranges of them, so that they need a piece of each run in memory, and no more, however
 * large a partition or a single key is. Confined to one thread.
 *
 * @param store where the runs lie
 * @param budgetBytes the memory that rows may take
 * @param loader where the classes of rows are found
 * @param seal what the job's rows are sealed with
 */
public record Exchange(ObjectStore store, long budgetBytes, ClassLoader loader, Seal seal) {

    private static final int LEAST_PIECE_BYTES = 64 << 10;
    private static final int MOST_PIECE_BYTES = 4 << 20;

    /** What an open run takes at least: its piece, a decoded batch, and what decoding needs; 344 KB were measured. */
    private static final int LEAST_RUN_BYTES = 352 << 10;

    /** What a piece takes beside its own bytes: the batch that it is decoded into, and the rows of it. */
    private static final int COPIES = 4;

    /** How many runs can be merged within a budget, however large they are. More than that are to be merged in groups first. */
    public static int mostRuns(long budgetBytes) {
        return Math.clamp(budgetBytes / LEAST_RUN_BYTES, 2, Integer.MAX_VALUE);
    }

    /** How many bytes of a run a merge asks for at once. */
    public static int pieceBytes(long budgetBytes, int runs) {
        return Math.clamp(budgetBytes / COPIES / Math.max(1, runs), LEAST_PIECE_BYTES, MOST_PIECE_BYTES);
    }

    /** A producer that counts keys. */
    public CountGatherer counter(RunWriter writer, HashBuckets slices) {
        return new CountGatherer(writer, slices, budgetBytes);
    }

    /** A producer that accumulates the values of each key. */
    public Gatherer aggregator(RunWriter writer, HashBuckets slices, Aggregation<Object, Object, ?> aggregation) {
        return new AggregateGatherer(writer, slices, budgetBytes, aggregation);
    }

    /** A producer that keeps every value. */
    public Gatherer pairs(RunWriter writer, HashBuckets slices) {
        return new PairGatherer(writer, slices, budgetBytes);
    }

    /** A producer that sorts. */
    public SortGatherer sorter(RunWriter writer, SortKey key) {
        return new SortGatherer(writer, key, budgetBytes);
    }

    /** A {@link dev.kinglet.Pair} of each key and what the aggregation makes of its accumulators. */
    public Iterator<Object> aggregated(List<BlockRange> ranges, Aggregation<Object, Object, ?> aggregation) {
        return new Aggregated(new HashMerge(open(ranges, ranges.size())), aggregation);
    }

    /** A {@link dev.kinglet.Pair} of each key and its accumulators joined into one, in the order of the keys' hashes. */
    public Iterator<Object> accumulated(List<BlockRange> ranges, Aggregation<Object, Object, ?> aggregation) {
        return aggregated(ranges, new Unfinished(aggregation));
    }

    /** The {@link dev.kinglet.Pair}s of all runs, in the order of the keys' hashes; those of a key in the order of the runs. */
    public Iterator<Object> merged(List<BlockRange> ranges) {
        HashMerge pairs = new HashMerge(open(ranges, ranges.size()));
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return pairs.hasNext();
            }

            @Override
            public Object next() {
                return pairs.next();
            }
        };
    }

    /** A {@link dev.kinglet.Group} of each key. */
    public Iterator<Object> grouped(List<BlockRange> ranges) {
        return new Grouped(new HashMerge(open(ranges, ranges.size())));
    }

    /** A {@link dev.kinglet.Joined} of each pair of values with equal keys. */
    public JoinedRows joined(List<BlockRange> left, List<BlockRange> right, JoinKind kind) {
        int runs = left.size() + right.size();
        return new JoinedRows(
                new HashMerge(open(left, runs)), new HashMerge(open(right, runs)), kind, budgetBytes / 2, loader);
    }

    /**
     * Rows in the order of their keys.
     *
     * @param from the least key, or null for no bound. Rows before it may lie in the ranges, and are passed over
     * @param before the first key that is too great, or null for no bound
     */
    public Iterator<Object> sorted(
            List<BlockRange> ranges, SortKey key, @Nullable Object from, @Nullable Object before) {
        return new KeyRange(new Merge(open(ranges, ranges.size()), new SortedOrder(key)), key, from, before);
    }

    /** Rows in the order of the ranges and within each. */
    public Iterator<Object> inTurn(List<BlockRange> ranges) {
        return Rows.inTurn(store, ranges, MOST_PIECE_BYTES, loader, seal);
    }

    private List<Iterator<Object>> open(List<BlockRange> ranges, int runsInAll) {
        return new ArrayList<>(Rows.open(store, ranges, pieceBytes(budgetBytes, runsInAll), loader, seal));
    }

    /** Rows by their keys, which are computed anew where prefixes are equal: to keep them would double what a row takes. */
    private record SortedOrder(SortKey key) implements Merge.Order {

        @Override
        public long prefix(Object row) {
            try {
                return key.prefix(key.of(row));
            } catch (Exception e) {
                throw Sneaky.rethrow(e);
            }
        }

        @Override
        public int compareTied(Object left, Object right) {
            try {
                Object leftKey = key.of(left);
                return KeyOrder.prefixIsWhole(leftKey) ? 0 : key.compare(leftKey, key.of(right));
            } catch (Exception e) {
                throw Sneaky.rethrow(e);
            }
        }
    }
}

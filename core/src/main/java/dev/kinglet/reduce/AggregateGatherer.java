package dev.kinglet.reduce;

import dev.kinglet.Aggregation;
import dev.kinglet.Pair;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keeps an accumulator for each key. */
final class AggregateGatherer implements Gatherer {

    /** Accumulators may grow with each value; how much is looked at after this many. */
    private static final int MEASURED_ONE_IN = 1 << 10;

    private final RunWriter writer;
    private final HashBuckets slices;
    private final long budgetBytes;
    private final Aggregation<Object, Object, ?> aggregation;
    private final KeyTable table = new KeyTable();
    private MemoryEstimate keySizes = new MemoryEstimate();
    private MemoryEstimate valueSizes = new MemoryEstimate();
    private @Nullable Object[] accumulated = new Object[table.capacity()];
    private long keyBytes;
    private long added;
    private long valueBytes;

    AggregateGatherer(
            RunWriter writer, HashBuckets slices, long budgetBytes, Aggregation<Object, Object, ?> aggregation) {
        this.writer = writer;
        this.slices = slices;
        this.budgetBytes = budgetBytes;
        this.aggregation = aggregation;
    }

    @Override
    public void add(Object key, Object value) throws Exception {
        int known = table.size();
        int entry = table.entry(key);
        if (entry == known) {
            if (accumulated.length < table.capacity()) {
                accumulated = Arrays.copyOf(accumulated, table.capacity());
            }
            accumulated[entry] = Results.present(aggregation.first(value), "aggregate (first)");
            keyBytes += keySizes.add(key) + Tables.ENTRY_BYTES;
        } else {
            accumulated[entry] = Results.present(
                    aggregation.add(Objects.requireNonNull(accumulated[entry]), value), "aggregate (add)");
        }
        if (added++ % MEASURED_ONE_IN == 0) {
            valueBytes = valueSizes.add(Objects.requireNonNull(accumulated[entry]));
        }
        if (keyBytes + valueBytes * table.size() > budgetBytes) {
            flush();
        }
    }

    private void flush() {
        HashRuns.write(
                writer,
                slices,
                Tables.hashes(table),
                table.size(),
                entry -> new Pair<>(table.key(entry), accumulated[entry]));
        table.clear();
        accumulated = new Object[table.capacity()];
        keySizes = new MemoryEstimate();
        valueSizes = new MemoryEstimate();
        keyBytes = 0;
        added = 0;
    }

    @Override
    public List<Run> finish() {
        flush();
        return writer.finish();
    }
}

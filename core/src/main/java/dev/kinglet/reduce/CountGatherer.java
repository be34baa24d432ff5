package dev.kinglet.reduce;

import dev.kinglet.Pair;
import java.util.Arrays;
import java.util.List;

/** Counts keys. A primitive beside each key is all that a count needs. */
public final class CountGatherer implements Gatherer {

    private final RunWriter writer;
    private final HashSlices slices;
    private final long budgetBytes;
    private final KeyTable table = new KeyTable();
    private MemoryEstimate estimate = new MemoryEstimate();
    private long[] counts = new long[table.capacity()];
    private long bytes;
    private long added;

    CountGatherer(RunWriter writer, HashSlices slices, long budgetBytes) {
        this.writer = writer;
        this.slices = slices;
        this.budgetBytes = budgetBytes;
    }

    /** Counts a key once more; the value is not looked at. */
    @Override
    public void add(Object key, Object ignored) {
        add(key);
    }

    /** Counts a key once more. */
    public void add(Object key) {
        added++;
        int known = table.size();
        int entry = table.entry(key);
        if (entry == known) {
            first(key, entry);
        } else {
            counts[entry]++;
        }
    }

    private void first(Object key, int entry) {
        if (counts.length < table.capacity()) {
            counts = Arrays.copyOf(counts, table.capacity());
        }
        counts[entry] = 1;
        bytes += estimate.add(key) + Tables.ENTRY_BYTES;
        if (bytes > budgetBytes) {
            flush();
        }
    }

    private void flush() {
        HashRuns.write(
                writer,
                slices,
                Tables.hashes(table),
                table.size(),
                entry -> new Pair<>(table.key(entry), counts[entry]));
        table.clear();
        counts = new long[table.capacity()];
        estimate = new MemoryEstimate();
        bytes = 0;
    }

    /** How many keys were counted, each as often as it came. */
    public long added() {
        return added;
    }

    @Override
    public List<Run> finish() {
        flush();
        return writer.finish();
    }
}

package dev.kinglet.reduce;

import dev.kinglet.Pair;
import dev.kinglet.equality.KeyHash;
import java.util.ArrayList;
import java.util.List;

/** Keeps every value, to be brought together by its key. */
final class PairGatherer implements Gatherer {

    private static final int REFERENCES_BYTES = 48;

    private final RunWriter writer;
    private final HashBuckets slices;
    private final long budgetBytes;
    private final List<Pair<Object, Object>> pairs = new ArrayList<>();
    private MemoryEstimate sizes = new MemoryEstimate();
    private long bytes;

    PairGatherer(RunWriter writer, HashBuckets slices, long budgetBytes) {
        this.writer = writer;
        this.slices = slices;
        this.budgetBytes = budgetBytes;
    }

    @Override
    public void add(Object key, Object value) {
        Pair<Object, Object> pair = new Pair<>(key, value);
        pairs.add(pair);
        bytes += sizes.add(pair) + REFERENCES_BYTES;
        if (bytes > budgetBytes) {
            flush();
        }
    }

    private void flush() {
        long[] hashes = new long[pairs.size()];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = KeyHash.of(pairs.get(i).key());
        }
        HashRuns.write(writer, slices, hashes, hashes.length, pairs::get);
        pairs.clear();
        sizes = new MemoryEstimate();
        bytes = 0;
    }

    @Override
    public List<Run> finish() {
        flush();
        return writer.finish();
    }
}

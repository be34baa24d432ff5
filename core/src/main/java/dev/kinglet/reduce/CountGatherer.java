package dev.kinglet.reduce;

import dev.kinglet.Pair;
import java.util.Arrays;
import java.util.List;

/** Counts keys. A primitive beside each key is all that a count needs; that of a short text is its number among {@link ShortTexts}. */
public final class CountGatherer implements Gatherer {

    private final RunWriter writer;
    private final HashSlices slices;
    private final long budgetBytes;
    private ShortTexts shortTexts = new ShortTexts();
    private final KeyTable others = new KeyTable();
    private MemoryEstimate estimate = new MemoryEstimate();
    private long[] counts = new long[others.capacity()];
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
        if (key instanceof String text) {
            long packed = ShortTexts.pack(text);
            if (packed != ShortTexts.NONE) {
                if (shortTexts.increment(packed) == 1) {
                    take(ShortTexts.TEXT_BYTES);
                }
                return;
            }
        }
        addObject(key);
    }

    private void addObject(Object key) {
        int known = others.size();
        int entry = others.entryOfObject(key);
        if (entry < known) {
            counts[entry]++;
            return;
        }
        if (counts.length < others.capacity()) {
            counts = Arrays.copyOf(counts, others.capacity());
        }
        counts[entry] = 1;
        take(estimate.add(key) + Tables.ENTRY_BYTES);
    }

    private void take(long more) {
        bytes += more;
        if (bytes > budgetBytes) {
            flush();
        }
    }

    private void flush() {
        long[] texts = shortTexts.texts();
        long[] textCounts = shortTexts.numbers();
        long[] hashes = new long[texts.length + others.size()];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = KeyHash.of(key(texts, i));
        }
        HashRuns.write(
                writer,
                slices,
                hashes,
                hashes.length,
                i -> new Pair<>(key(texts, i), i < texts.length ? textCounts[i] : counts[i - texts.length]));
        shortTexts = new ShortTexts();
        others.clear();
        counts = new long[others.capacity()];
        estimate = new MemoryEstimate();
        bytes = 0;
    }

    /** Short texts come first, then the other keys. */
    private Object key(long[] texts, int i) {
        return i < texts.length ? ShortTexts.unpack(texts[i]) : others.key(i - texts.length);
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

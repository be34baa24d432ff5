package dev.kinglet.reduce;

import dev.kinglet.Pair;
import dev.kinglet.equality.KeyHash;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/** Counts keys. A primitive beside each key is all that a count needs; that of a short text is its number among {@link PackedTexts}. */
public final class CountGatherer implements Gatherer {

    private final RunWriter writer;
    private final HashBuckets slices;
    private final long budgetBytes;
    private PackedTexts shortTexts = new PackedTexts(1);
    private PackedTexts longerTexts = new PackedTexts(2);
    private final KeyTable others = new KeyTable();
    private MemoryEstimate estimate = new MemoryEstimate();
    private long[] counts = new long[others.capacity()];
    private long bytes;
    private long added;

    CountGatherer(RunWriter writer, HashBuckets slices, long budgetBytes) {
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
        if (!(key instanceof String text) || !addText(text)) {
            addObject(key);
        }
    }

    /** Whether it is short enough. */
    private boolean addText(String text) {
        long packed = PackedTexts.pack(text);
        if (packed != PackedTexts.NONE) {
            count(shortTexts, packed, 0);
            return true;
        }
        long longer = PackedTexts.packLonger(text);
        if (longer != PackedTexts.NONE) {
            count(longerTexts, longer, PackedTexts.packEnd(text));
            return true;
        }
        return false;
    }

    private void count(PackedTexts texts, long first, long second) {
        if (texts.increment(first, second) == 1) {
            take(texts.textBytes());
        }
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
        int texts = shortTexts.size() + longerTexts.size();
        long[] firsts = new long[texts];
        long[] seconds = new long[texts];
        long[] textCounts = new long[texts];
        shortTexts.copyTo(firsts, seconds, textCounts, 0);
        longerTexts.copyTo(firsts, seconds, textCounts, shortTexts.size());
        IntFunction<Object> keys = i -> i < texts ? PackedTexts.unpack(firsts[i], seconds[i]) : others.key(i - texts);
        long[] hashes = new long[texts + others.size()];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = KeyHash.of(keys.apply(i));
        }
        HashRuns.write(
                writer,
                slices,
                hashes,
                hashes.length,
                i -> new Pair<>(keys.apply(i), i < texts ? textCounts[i] : counts[i - texts]));
        shortTexts = new PackedTexts(1);
        longerTexts = new PackedTexts(2);
        others.clear();
        counts = new long[others.capacity()];
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

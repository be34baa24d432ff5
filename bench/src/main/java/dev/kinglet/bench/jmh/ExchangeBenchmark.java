package dev.kinglet.bench.jmh;

import dev.kinglet.Group;
import dev.kinglet.Pair;
import dev.kinglet.SortOrder;
import dev.kinglet.columns.RowReader;
import dev.kinglet.columns.RowWriter;
import dev.kinglet.invoke.SigningKey;
import dev.kinglet.reduce.BlockRange;
import dev.kinglet.reduce.Exchange;
import dev.kinglet.reduce.Gatherer;
import dev.kinglet.reduce.HashBuckets;
import dev.kinglet.reduce.Run;
import dev.kinglet.reduce.RunWriter;
import dev.kinglet.reduce.SortGatherer;
import dev.kinglet.reduce.SortKey;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.memory.MemoryObjectStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What rows take on their way through the exchange: encoded, decoded, gathered and left as a run, merged of sixteen runs. Pairs are a
 * word and a count, records a hundred bytes that begin with a key of ten, and each operation is of {@value #ROWS} of them. The store is
 * the process's own memory, so that nothing of the time is a disk's or a network's.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ExchangeBenchmark {

    static final int ROWS = 16_384;

    private static final int RUNS = 16;
    private static final int DISTINCT_WORDS = 4_096;
    private static final int RECORD_BYTES = 100;
    private static final int KEY_BYTES = 10;

    /** Holds all rows, so that a producer leaves one run. */
    private static final long BUDGET_BYTES = 256 << 20;

    private static final SigningKey KEY = SigningKey.random();
    private static final HashBuckets SLICES = new HashBuckets(6);
    private static final SortKey BY_WORD = new SortKey(row -> ((Pair<?, ?>) row).key(), SortOrder.ASCENDING);
    private static final SortKey BY_BYTES = new SortKey(ExchangeBenchmark::keyOf, SortOrder.ASCENDING);

    private final ObjectStore store = new MemoryObjectStore();
    private final Exchange exchange =
            new Exchange(store, BUDGET_BYTES, ExchangeBenchmark.class.getClassLoader(), KEY::sign);
    private final List<Object> pairs = pairs();
    private final List<Object> records = records();
    private final byte[] pairBytes = encode(pairs);
    private final byte[] recordBytes = encode(records);
    private final List<BlockRange> pairRuns = new ArrayList<>();
    private final List<BlockRange> recordRuns = new ArrayList<>();
    private final List<BlockRange> hashedRuns = new ArrayList<>();

    private static byte[] keyOf(Object row) {
        byte[] key = new byte[KEY_BYTES];
        System.arraycopy((byte[]) row, 0, key, 0, KEY_BYTES);
        return key;
    }

    private static List<Object> pairs() {
        Random random = new Random(1);
        List<Object> pairs = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            pairs.add(new Pair<>("word-" + random.nextInt(DISTINCT_WORDS), (long) i));
        }
        return pairs;
    }

    /** How many different words the pairs have. */
    long words() {
        return pairs.stream().map(row -> ((Pair<?, ?>) row).key()).distinct().count();
    }

    private static List<Object> records() {
        Random random = new Random(2);
        List<Object> records = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            byte[] record = new byte[RECORD_BYTES];
            random.nextBytes(record);
            records.add(record);
        }
        return records;
    }

    /** Leaves the runs that are merged, each of a sixteenth of the rows. */
    @Setup
    public void leaveRuns() throws Exception {
        int share = ROWS / RUNS;
        for (int run = 0; run < RUNS; run++) {
            List<Object> words = pairs.subList(run * share, (run + 1) * share);
            pairRuns.addAll(whole(sort("pairs/" + run, words, BY_WORD)));
            hashedRuns.addAll(whole(scatter("hashed/" + run, words)));
            recordRuns.addAll(whole(sort("records/" + run, records.subList(run * share, (run + 1) * share), BY_BYTES)));
        }
    }

    @TearDown
    public void closeStore() {
        store.close();
    }

    private static List<BlockRange> whole(List<Run> runs) {
        return runs.stream().map(run -> run.range(0, run.blocks())).toList();
    }

    private static byte[] encode(List<Object> rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (RowWriter writer = new RowWriter(bytes)) {
            rows.forEach(writer::write);
        }
        return bytes.toByteArray();
    }

    private static long decode(byte[] bytes) {
        try (RowReader reader =
                new RowReader(new ByteArrayInputStream(bytes), ExchangeBenchmark.class.getClassLoader(), null)) {
            return drain(reader);
        }
    }

    /** Takes all rows, and tells of how many something was there. */
    private static long drain(Iterator<?> rows) {
        long count = 0;
        while (rows.hasNext()) {
            if (rows.next() != null) {
                count++;
            }
        }
        return count;
    }

    private List<Run> sort(String object, List<Object> rows, SortKey key) throws Exception {
        try (RunWriter writer = new RunWriter(store, object, KEY::sign)) {
            SortGatherer gatherer = exchange.sorter(writer, key);
            for (Object row : rows) {
                gatherer.add(row);
            }
            return gatherer.finish();
        }
    }

    private List<Run> scatter(String object, List<Object> rows) throws Exception {
        try (RunWriter writer = new RunWriter(store, object, KEY::sign)) {
            return gather(exchange.pairs(writer, SLICES), rows);
        }
    }

    private static List<Run> gather(Gatherer gatherer, List<Object> rows) throws Exception {
        for (Object row : rows) {
            Pair<?, ?> pair = (Pair<?, ?>) row;
            gatherer.add(pair.key(), pair.value());
        }
        return gatherer.finish();
    }

    @Benchmark
    public byte[] encodePairs() {
        return encode(pairs);
    }

    @Benchmark
    public byte[] encodeRecords() {
        return encode(records);
    }

    @Benchmark
    public long decodePairs() {
        return decode(pairBytes);
    }

    @Benchmark
    public long decodeRecords() {
        return decode(recordBytes);
    }

    /** Keys that agree in their first bytes, so that ties are settled by whole keys. */
    @Benchmark
    public List<Run> sortPairs() throws Exception {
        return sort("sorted-pairs", pairs, BY_WORD);
    }

    @Benchmark
    public List<Run> sortRecords() throws Exception {
        return sort("sorted-records", records, BY_BYTES);
    }

    /** In the order of the keys' hashes, a block for each of 64 slices. */
    @Benchmark
    public List<Run> scatterPairs() throws Exception {
        return scatter("scattered-pairs", pairs);
    }

    /** As before, but a row for each of the different words. */
    @Benchmark
    public List<Run> countPairs() throws Exception {
        try (RunWriter writer = new RunWriter(store, "counted-pairs", KEY::sign)) {
            return gather(exchange.counter(writer, SLICES), pairs);
        }
    }

    @Benchmark
    public long mergePairs() {
        return drain(exchange.sorted(pairRuns, BY_WORD, null, null));
    }

    @Benchmark
    public long mergeRecords() {
        return drain(exchange.sorted(recordRuns, BY_BYTES, null, null));
    }

    /** By hash, each word's values together. */
    @Benchmark
    public long mergeGroups() {
        long values = 0;
        Iterator<Object> groups = exchange.grouped(hashedRuns);
        while (groups.hasNext()) {
            values += drain(((Group<?, ?>) groups.next()).iterator());
        }
        return values;
    }
}

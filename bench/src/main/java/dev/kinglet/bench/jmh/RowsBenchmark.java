package dev.kinglet.bench.jmh;

import dev.kinglet.Pair;
import dev.kinglet.columns.BatchCompression;
import dev.kinglet.columns.BatchOptions;
import dev.kinglet.columns.RowReader;
import dev.kinglet.columns.RowWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** A row to columns and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RowsBenchmark {

    private static final int ROWS = 100_000;
    private static final int KEYS = 5_000;
    private static final int BYTES = 100;

    /** A row as users have them. */
    public record Trip(String from, String to, int delay, double fare, long begun) {}

    @Param({"pair", "bytes", "record"})
    public String kind = "pair";

    @Param({"NONE", "LZ4"})
    public BatchCompression compression = BatchCompression.NONE;

    private final Object[] rows = new Object[ROWS];
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(ROWS * BYTES * 2);
    private byte[] stream = {};

    /** Makes the rows. */
    @Setup
    public void prepare() {
        Random random = new Random(1);
        for (int i = 0; i < ROWS; i++) {
            rows[i] = row(random, i);
        }
        write();
        stream = out.toByteArray();
    }

    private Object row(Random random, int i) {
        if (kind.equals("pair")) {
            return new Pair<>("key-" + i % KEYS, random.nextLong());
        }
        if (kind.equals("record")) {
            return new Trip("JFK", "LAX", random.nextInt(), random.nextDouble(), random.nextLong());
        }
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A row's share of a stream. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public int write() {
        out.reset();
        try (RowWriter writer = new RowWriter(out, BatchOptions.DEFAULT.with(compression), null)) {
            for (Object row : rows) {
                writer.write(row);
            }
        }
        return out.size();
    }

    /** A row of a stream. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void read(Blackhole blackhole) {
        RowReader reader = new RowReader(new ByteArrayInputStream(stream), RowsBenchmark.class.getClassLoader(), null);
        while (reader.hasNext()) {
            blackhole.consume(reader.next());
        }
    }
}

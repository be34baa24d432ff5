package dev.kinglet.bench.jmh;

import dev.kinglet.closure.KryoValueCodec;
import dev.kinglet.closure.ValueCodec;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A value to bytes and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CodecBenchmark {

    /** A value as users have them. */
    public record Order(String customer, Instant placed, List<Integer> items, double price) {}

    private final ValueCodec codec = new KryoValueCodec(CodecBenchmark.class.getClassLoader());
    private final Integer number = 123_456;
    private final Order order = new Order("Ada", Instant.EPOCH, List.of(1, 2, 3), 9.5);
    private final List<String> words =
            IntStream.range(0, 1_000).mapToObj(i -> "word-" + i).toList();
    private final byte[] numberBytes = codec.encode(number, "value");
    private final byte[] orderBytes = codec.encode(order, "value");
    private final byte[] wordsBytes = codec.encode(words, "value");

    @Benchmark
    public byte[] encodeInteger() {
        return codec.encode(number, "value");
    }

    @Benchmark
    public @Nullable Object decodeInteger() {
        return codec.decode(numberBytes, 0, numberBytes.length);
    }

    @Benchmark
    public byte[] encodeRecord() {
        return codec.encode(order, "value");
    }

    @Benchmark
    public @Nullable Object decodeRecord() {
        return codec.decode(orderBytes, 0, orderBytes.length);
    }

    @Benchmark
    public byte[] encodeThousandStrings() {
        return codec.encode(words, "value");
    }

    @Benchmark
    public @Nullable Object decodeThousandStrings() {
        return codec.decode(wordsBytes, 0, wordsBytes.length);
    }
}

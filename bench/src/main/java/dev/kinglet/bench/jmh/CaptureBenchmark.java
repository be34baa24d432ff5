package dev.kinglet.bench.jmh;

import dev.kinglet.RemoteFunction;
import dev.kinglet.closure.CapturedClosure;
import dev.kinglet.closure.ClosureCapture;
import dev.kinglet.closure.CodeFinder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A lambda to bytes with the code that it needs, as at each submission; the code was found before. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CaptureBenchmark {

    private final ClosureCapture capture = new ClosureCapture(new CodeFinder());
    private final List<String> captured = List.of("a", "b", "c");

    @Benchmark
    public CapturedClosure captureNothing() {
        RemoteFunction<Integer, Integer> function = x -> x + 1;
        return capture.capture(function, "function");
    }

    @Benchmark
    public CapturedClosure captureAList() {
        List<String> words = captured;
        RemoteFunction<Integer, String> function = x -> words.get(x % words.size());
        return capture.capture(function, "function");
    }
}

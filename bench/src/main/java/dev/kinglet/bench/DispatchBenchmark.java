package dev.kinglet.bench;

import dev.kinglet.CallOptions;
import dev.kinglet.FunctionExecutor;
import dev.kinglet.FutureList;
import dev.kinglet.JobReport;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How many calls that do nothing go through workers in a second, and how long one takes alone. Everything is warm. */
@Command(
        name = "dispatch",
        description = "A map of calls that do nothing, and single calls.",
        mixinStandardHelpOptions = true)
final class DispatchBenchmark extends Benchmark {

    private static final int SINGLE_CALLS = 2_000;

    @Option(names = "--calls", paramLabel = "N", description = "how many; 100,000 by default")
    private int calls = 100_000;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "calls an invocation; as the scheduler finds best by default")
    private @Nullable Integer batch;

    @Option(names = "--rounds", paramLabel = "N", description = "how often, of which the median counts; 7 by default")
    private int rounds = 7;

    @Option(names = "--warm-up", paramLabel = "N", description = "rounds before that; 5 by default")
    private int warmUp = 5;

    @Override
    Figures measure() {
        CallOptions options =
                batch == null ? CallOptions.defaults() : CallOptions.defaults().callsPerInvocation(batch);
        List<Integer> inputs = IntStream.range(0, calls).boxed().toList();
        double[] rates = new double[rounds];
        double[] millis = new double[SINGLE_CALLS];
        int invocations = 0;
        try (FunctionExecutor executor = executor(Map.of())) {
            for (int round = -warmUp; round < rounds; round++) {
                long start = System.nanoTime();
                FutureList<Integer> values = executor.map(x -> x, inputs, options);
                check(values.join());
                double rate = calls / seconds(start);
                say((round < 0 ? "warm-up " : "round ") + "%,.0f calls/s".formatted(rate));
                if (round >= 0) {
                    rates[round] = rate;
                    JobReport report = values.report();
                    invocations = report.invocations();
                }
            }
            for (int i = -SINGLE_CALLS; i < SINGLE_CALLS; i++) {
                long start = System.nanoTime();
                executor.call(x -> x, i).join();
                if (i >= 0) {
                    millis[i] = seconds(start) * 1e3;
                }
            }
        }
        return new Figures()
                .add("calls_per_second", Statistics.median(rates))
                .add("best_calls_per_second", Statistics.quantile(rates, 1))
                .add("calls_per_invocation", (double) calls / Math.max(invocations, 1))
                .add("median_millis", Statistics.median(millis))
                .add("p99_millis", Statistics.quantile(millis, 0.99));
    }

    private void check(List<Integer> values) {
        for (int i = 0; i < calls; i++) {
            if (values.get(i) != i) {
                throw new IllegalStateException("call " + i + " gave " + values.get(i));
            }
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}

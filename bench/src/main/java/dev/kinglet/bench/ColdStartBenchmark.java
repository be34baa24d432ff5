package dev.kinglet.bench;

import dev.kinglet.CallFuture;
import dev.kinglet.FunctionExecutor;
import dev.kinglet.JobReport;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * From the request to the first result of a worker that has to be started for it. Each round has an executor of its own, so that nothing
 * is left of the round before but what lies on disk; the executor itself is made before the clock starts, as a driver's is.
 */
@Command(
        name = "coldstart",
        description = "The first call of a worker that is not there yet.",
        mixinStandardHelpOptions = true)
final class ColdStartBenchmark extends Benchmark {

    @Option(names = "--rounds", paramLabel = "N", description = "how often, of which the median counts; 31 by default")
    private int rounds = 31;

    @Option(names = "--warm-up", paramLabel = "N", description = "rounds before that, for the driver; 5 by default")
    private int warmUp = 5;

    @Override
    Figures measure() {
        double[] millis = new double[rounds];
        for (int round = -warmUp; round < rounds; round++) {
            double measured = coldCall();
            say((round < 0 ? "warm-up " : "round ") + "%.1f ms".formatted(measured));
            if (round >= 0) {
                millis[round] = measured;
            }
        }
        return new Figures()
                .add("cold_median_millis", Statistics.median(millis))
                .add("cold_best_millis", Statistics.quantile(millis, 0))
                .add("cold_p90_millis", Statistics.quantile(millis, 0.9));
    }

    private double coldCall() {
        try (FunctionExecutor executor = executor(Map.of("workers", "1", "prepared-workers", "0"))) {
            long start = System.nanoTime();
            CallFuture<Integer> future = executor.call(x -> x + 1, 1);
            int value = future.join();
            double measured = (System.nanoTime() - start) / 1e6;
            JobReport report = future.report();
            if (value != 2 || report.coldStarts() != 1) {
                throw new IllegalStateException("the call gave " + value + ", with " + report.coldStarts()
                        + " cold starts where there should be one");
            }
            return measured;
        }
    }
}

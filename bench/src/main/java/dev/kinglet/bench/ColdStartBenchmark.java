package dev.kinglet.bench;

import dev.kinglet.CallFuture;
import dev.kinglet.CallOptions;
import dev.kinglet.FunctionExecutor;
import dev.kinglet.FutureList;
import dev.kinglet.JobReport;
import dev.kinglet.bench.page.Plot;
import dev.kinglet.config.SettingsLoader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * From the request to the first result: of a worker that has to be started for it, of one that was started ahead, and of one that has run
 * others. Each round has an executor of its own, so that nothing is left of the round before but what lies on disk; the executor itself is
 * made before the clock starts, as a driver's is. Then, how many functions run after how long when many are asked for at once.
 */
@Command(
        name = "coldstart",
        description = "The first call of a worker: cold, prepared and warm; and the ramp of many workers.",
        mixinStandardHelpOptions = true)
final class ColdStartBenchmark extends Benchmark {

    /** How long a prepared worker may take to be there, before the call that is to find it. */
    private static final Duration PREPARATION = Duration.ofMillis(1_500);

    @Option(names = "--rounds", paramLabel = "N", description = "how often, of which the median counts; 31 by default")
    private int rounds = 31;

    @Option(names = "--warm-up", paramLabel = "N", description = "rounds before that, for the driver; 5 by default")
    private int warmUp = 5;

    @Option(
            names = "--prepared-rounds",
            paramLabel = "N",
            description = "how often with a worker that was started ahead; 7 by default, 0 for none")
    private int preparedRounds = 7;

    @Option(
            names = "--ramp",
            paramLabel = "N",
            description = "how many workers to ask for at once; 8 by default, 0 for none")
    private int ramp = 8;

    @Option(
            names = "--hold",
            paramLabel = "MS",
            description = "how long each function of the ramp stays; 3000 by default")
    private int holdMillis = 3_000;

    @Override
    Figures measure() throws Exception {
        double[] cold = new double[rounds];
        double[] warm = new double[rounds];
        for (int round = -warmUp; round < rounds; round++) {
            double[] measured = coldAndWarm();
            say((round < 0 ? "warm-up " : "round ") + "%.1f ms cold, %.2f ms warm".formatted(measured[0], measured[1]));
            if (round >= 0) {
                cold[round] = measured[0];
                warm[round] = measured[1];
            }
        }
        Figures figures = new Figures()
                .add("cold_median_millis", Statistics.median(cold))
                .add("cold_best_millis", Statistics.quantile(cold, 0))
                .add("cold_p90_millis", Statistics.quantile(cold, 0.9))
                .add("warm_median_millis", Statistics.median(warm))
                .add("warm_p90_millis", Statistics.quantile(warm, 0.9))
                .plot(Plot.histogram("Cold starts", "milliseconds", "starts", cold));
        if (!SettingsLoader.load(settings()).platform().equals("process")) {
            figures.note("Prepared starts were left out: only local processes are started ahead.");
        } else if (preparedRounds > 0) {
            prepared(figures);
        }
        if (ramp > 0) {
            ramp(figures);
        }
        return figures;
    }

    private double[] coldAndWarm() {
        try (FunctionExecutor executor = executor(Map.of("workers", "1", "prepared-workers", "0"))) {
            double cold = call(executor, 1, "cold", JobReport::coldStarts);
            // The second is not timed: it finishes what the first began.
            call(executor, 2, "warm", JobReport::warmStarts);
            return new double[] {cold, call(executor, 3, "warm", JobReport::warmStarts)};
        }
    }

    private void prepared(Figures figures) throws InterruptedException {
        double[] millis = new double[preparedRounds];
        for (int round = 0; round < preparedRounds; round++) {
            try (FunctionExecutor executor = executor(Map.of("workers", "1", "prepared-workers", "1"))) {
                Thread.sleep(PREPARATION);
                millis[round] = call(executor, 1, "prepared", JobReport::preparedStarts);
                say("round %.1f ms prepared".formatted(millis[round]));
            }
        }
        figures.add("prepared_median_millis", Statistics.median(millis))
                .add("prepared_p90_millis", Statistics.quantile(millis, 0.9));
    }

    /** What a report counts of one kind of start. */
    private interface Starts {
        int of(JobReport report);
    }

    private static double call(FunctionExecutor executor, int input, String kind, Starts starts) {
        long start = System.nanoTime();
        CallFuture<Integer> future = executor.call(x -> x + 1, input);
        int value = future.join();
        double measured = (System.nanoTime() - start) / 1e6;
        if (value != input + 1 || starts.of(future.report()) != 1) {
            throw new IllegalStateException("the call gave " + value + " for " + input + ", and its start was not "
                    + kind + ": " + future.report());
        }
        return measured;
    }

    private void ramp(Figures figures) {
        int hold = holdMillis;
        Map<String, String> many = Map.of("workers", Integer.toString(ramp), "prepared-workers", "0");
        try (FunctionExecutor executor = executor(many)) {
            long submitted = System.currentTimeMillis();
            FutureList<Long> began = executor.map(
                    number -> {
                        long now = System.currentTimeMillis();
                        Thread.sleep(hold);
                        return now;
                    },
                    IntStream.range(0, ramp).boxed().toList(),
                    CallOptions.defaults().callsPerInvocation(1));
            List<Long> starts = began.join();
            double[] seconds =
                    starts.stream().mapToDouble(at -> (at - submitted) / 1e3).toArray();
            figures.add("ramp_functions", ramp)
                    .add("ramp_first_start_seconds", Statistics.quantile(seconds, 0))
                    .add("ramp_median_start_seconds", Statistics.median(seconds))
                    .add("ramp_last_start_seconds", Statistics.quantile(seconds, 1))
                    .add("ramp_starts_per_second", ramp / Math.max(1e-3, Statistics.quantile(seconds, 1)))
                    .note("Starts of the ramp are told by the workers' clocks.")
                    .plot(new Plot(
                            "Functions running, of " + ramp + " asked for at once",
                            "seconds from submission",
                            "functions",
                            Plot.Kind.LINES,
                            List.of(Plot.cumulated("running", seconds))));
        }
    }
}

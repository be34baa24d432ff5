package dev.kinglet.bench;

import dev.kinglet.bench.page.Plot;
import dev.kinglet.bench.simulate.Outcome;
import dev.kinglet.bench.simulate.PlatformModel;
import dev.kinglet.bench.simulate.Platforms;
import dev.kinglet.bench.simulate.Simulation;
import dev.kinglet.bench.simulate.Workload;
import dev.kinglet.config.SettingsLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What multiplying matrices on a cloud would take: how many functions, of what memory, for how long, for how much. */
@Command(
        name = "flops",
        description = "Matrices on a modelled cloud: how many functions, of what memory, for how long and how much.",
        mixinStandardHelpOptions = true)
final class SimulatedFlops extends Benchmark {

    private static final double TERA = 1e12;
    private static final int DEFAULT_FUNCTIONS = 1_000;

    /** More than any account has. */
    private static final int MAX_FUNCTIONS = 100_000;

    /** Memory from which there is to choose: whole processors, and the smaller ones that are common. */
    private static final List<Integer> MEGABYTES = List.of(512, 1_024, 1_769, 3_538, 5_307, 7_076, 8_845, 10_240);

    @Option(
            names = "--functions",
            paramLabel = "N",
            description = "at once; as few as reach the target by default, or 1000")
    private @Nullable Integer functions;

    @Option(names = "--calls", paramLabel = "N", description = "in all; one a function by default")
    private @Nullable Integer calls;

    @Option(
            names = "--memory",
            paramLabel = "MB",
            description = "of a function; the least that reaches the target by default, or 1769: one processor")
    private @Nullable Integer megabytes;

    @Option(names = "--size", paramLabel = "N", description = "rows and columns of a matrix; 4096 by default")
    private int size = 4_096;

    @Option(names = "--loops", paramLabel = "N", description = "multiplications a call; 10 by default")
    private int loops = 10;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "calls an invocation; 1 by default, 0 as the scheduler finds best")
    private int batch = 1;

    @Option(names = "--target", paramLabel = "FLOPS", description = "what to reach: 40TF")
    private @Nullable String target;

    @Option(
            names = "--platform",
            paramLabel = "NAME",
            description = "lambda by default; lithops-2022 and pywren-2017 are published runs")
    private String platform = "lambda";

    @Option(names = "--lost", paramLabel = "SHARE", description = "of invocations whose worker is lost")
    private @Nullable Double lost;

    @Option(
            names = "--throttled",
            paramLabel = "SHARE",
            description = "of invocations that are refused, beside the ramp")
    private @Nullable Double throttled;

    @Option(names = "--seed", paramLabel = "N", description = "of all that is drawn; 1 by default")
    private long seed = 1;

    @Override
    String commandPrefix() {
        return "./kinglet simulate ";
    }

    @Override
    Figures measure() {
        PlatformModel model = model();
        Double aim = target == null
                ? null
                : SettingsLoader.load(Map.of("flops-target", target))
                        .flopsTarget()
                        .orElse(null);
        long start = System.nanoTime();
        Workload workload = aim == null ? workload(DEFAULT_FUNCTIONS, oneProcessor(model)) : reach(model, aim);
        Outcome outcome = Simulation.run(model, workload, seed);
        double took = (System.nanoTime() - start) / 1e9;
        return figures(model, workload, outcome, aim).add("simulated_in_seconds", took);
    }

    private PlatformModel model() {
        PlatformModel model = Platforms.named(platform);
        PlatformModel.Faults faults = model.faults();
        return model.with(new PlatformModel.Faults(
                lost == null ? faults.lost() : lost, throttled == null ? faults.throttled() : throttled));
    }

    private static int oneProcessor(PlatformModel model) {
        return Math.min(
                model.platform().memory().perProcessor(),
                model.platform().memory().most());
    }

    /** What was asked for, with these in the place of what was not. */
    private Workload workload(int otherFunctions, int otherMegabytes) {
        int at = functions == null ? otherFunctions : functions;
        int memory = megabytes == null ? otherMegabytes : megabytes;
        return new Workload(at, calls == null ? at : calls, 2.0 * size * size * size * loops, memory, batch);
    }

    /** The smallest functions, or the fewest, that reach the target; the most that there may be where none do. */
    private Workload reach(PlatformModel model, double aim) {
        if (functions == null) {
            return fewest(model, aim);
        }
        Workload tried = workload(functions, oneProcessor(model));
        if (megabytes != null) {
            return tried;
        }
        for (int memory : MEGABYTES) {
            if (memory <= model.platform().memory().most()) {
                tried = workload(functions, memory);
                if (rate(model, tried) >= aim) {
                    return tried;
                }
            }
        }
        return tried;
    }

    private Workload fewest(PlatformModel model, double aim) {
        int memory = oneProcessor(model);
        int below = 0;
        int enough = 16;
        while (enough < MAX_FUNCTIONS && rate(model, workload(enough, memory)) < aim) {
            below = enough;
            enough = Math.min(MAX_FUNCTIONS, enough * 2);
        }
        // To two digits: the seed decides on the third.
        while (enough - below > Math.max(1, enough / 100)) {
            int middle = (below + enough) / 2;
            if (rate(model, workload(middle, memory)) < aim) {
                below = middle;
            } else {
                enough = middle;
            }
        }
        return workload(enough, memory);
    }

    private double rate(PlatformModel model, Workload workload) {
        return Simulation.run(model, workload, seed).flops().effectivePerSecond();
    }

    private static Figures figures(PlatformModel model, Workload workload, Outcome outcome, @Nullable Double aim) {
        double effective = outcome.flops().effectivePerSecond() / TERA;
        double peak = outcome.flops().peakPerSecond() / TERA;
        double[] starts = outcome.startSeconds();
        Figures figures = new Figures()
                .add("functions", workload.functions())
                .add("function_memory_in_mb", workload.megabytes())
                .add("calls", workload.calls())
                .add("seconds", outcome.seconds())
                .add("effective_teraflops", effective)
                .add("peak_teraflops", peak)
                .add("effective_of_peak_ratio", effective / peak);
        if (aim != null) {
            figures.add("target_teraflops_aimed_at", aim / TERA).add("share_of_target", effective * TERA / aim);
        }
        figures.add("first_start_seconds", Statistics.quantile(starts, 0))
                .add("median_start_seconds", Statistics.median(starts))
                .add("last_start_seconds", Statistics.quantile(starts, 1))
                .add("cold_starts", outcome.coldStarts())
                .add("most_at_once", outcome.mostAtOnce())
                .add("invocations", outcome.invocations())
                .add("invocations_throttled", outcome.throttles())
                .add("invocations_lost", outcome.lost())
                .add("calls_failed", outcome.failed())
                .add("gigabyte_seconds_billed", outcome.gigabyteSeconds())
                .add("compute_dollars", outcome.computeDollars())
                .add("store_dollars", outcome.storeDollars())
                .add("dollars", outcome.dollars())
                .add("operations_per_dollar", outcome.flops().perDollar());
        return figures.note(summary(workload, outcome, effective, aim))
                .note("Model " + model.name() + ": " + model.source() + ".")
                .plot(curve(outcome, effective, aim))
                .plot(new Plot(
                        "Functions started",
                        "seconds from submission",
                        "functions",
                        Plot.Kind.LINES,
                        List.of(Plot.cumulated("started", starts))));
    }

    private static String summary(Workload workload, Outcome outcome, double effective, @Nullable Double aim) {
        String text = String.format(
                Locale.ROOT,
                "%,d functions of %,d MB for %.1f s and %.2f dollars: %.1f TFLOPS effective",
                workload.functions(),
                workload.megabytes(),
                outcome.seconds(),
                outcome.dollars(),
                effective);
        if (aim == null) {
            return text + ".";
        }
        return text
                + String.format(
                        Locale.ROOT,
                        effective * TERA >= aim
                                ? ", which reaches %.1f TFLOPS."
                                : ", which does not reach %.1f TFLOPS.",
                        aim / TERA);
    }

    private static Plot curve(Outcome outcome, double effective, @Nullable Double aim) {
        List<Plot.Series> series = new ArrayList<>();
        series.add(Plot.overTime(
                "functions",
                outcome.flops().bin().toNanos() / 1e9,
                outcome.flops().curve().stream().map(rate -> rate / TERA).toList()));
        series.add(Plot.level("effective", 0, outcome.seconds(), effective));
        if (aim != null) {
            series.add(Plot.level("target", 0, outcome.seconds(), aim / TERA));
        }
        return new Plot("TFLOPS over time", "seconds from submission", "TFLOPS", Plot.Kind.LINES, series);
    }
}

package dev.kinglet.bench;

import dev.kinglet.FlopsReport;
import dev.kinglet.FunctionExecutor;
import dev.kinglet.JobReport;
import dev.kinglet.bench.flops.BareCeiling;
import dev.kinglet.bench.flops.FlopsDone;
import dev.kinglet.bench.flops.FlopsJob;
import dev.kinglet.bench.page.Plot;
import dev.kinglet.config.Settings;
import dev.kinglet.config.SettingsLoader;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.decorate.RetryPolicy;
import dev.kinglet.store.StoreConnections;
import dev.kinglet.store.Stores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Multiplies matrices in functions, as PyWren's benchmark does, and holds the rate against a target and against what the machine does
 * without Kinglet. Cold starts and the shipping of the native library are part of what is measured.
 */
@Command(
        name = "flops",
        description = "Multiplies matrices: FLOPS against a target, and against this machine's own ceiling.",
        mixinStandardHelpOptions = true)
final class FlopsBenchmark extends Benchmark {

    /** What AWS Lambda gives for one processor. */
    private static final int MEGABYTES_PER_PROCESSOR = 1_769;

    private static final double GIGA = 1e9;

    @Option(names = "--calls", paramLabel = "N", description = "how many; 12 by default")
    private int calls = 12;

    @Option(names = "--size", paramLabel = "N", description = "rows and columns of a matrix; 4096 by default")
    private int size = 4_096;

    @Option(names = "--loops", paramLabel = "N", description = "multiplications a call; 5 by default")
    private int loops = 5;

    @Option(names = "--target", paramLabel = "FLOPS", description = "what to hold it against: 40TF; none by default")
    private @Nullable String target;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "of a multiplication; as many as the function has processors by default")
    private @Nullable Integer threads;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            description = "openblas, vector or plain; by default the first of these that works")
    private String engine = "auto";

    @Option(
            names = "--workers-system",
            paramLabel = "NAME",
            description = "what workers run on, such as linux-arm64; by default what this machine does")
    private @Nullable String system;

    @Override
    Figures measure() throws Exception {
        if (target != null) {
            settings().put("flops-target", target);
        }
        Settings known = SettingsLoader.load(settings());
        boolean local = known.platform().equals("process") || known.platform().equals("thread");
        int each = threads(known, local);
        FlopsJob job = new FlopsJob(size, loops, each, engine, system);
        if (known.memoryMegabytes() < job.leastMegabytes()) {
            throw new IllegalArgumentException("matrices of " + size + " x " + size + " need functions of "
                    + job.leastMegabytes() + " MB, but they have " + known.memoryMegabytes() + "; add --set memory="
                    + job.leastMegabytes());
        }
        int copies = Math.min(known.workers(), calls);
        BareCeiling before = local ? ceiling(job, copies) : null;
        FlopsJob.Result result = run(job, known);
        BareCeiling after = local ? ceiling(job, copies) : null;
        return figures(known, each, result, before, after);
    }

    private int threads(Settings known, boolean local) {
        if (threads != null) {
            return threads;
        }
        return local
                ? Math.max(1, Runtime.getRuntime().availableProcessors() / known.workers())
                : Math.max(1, Math.round((float) known.memoryMegabytes() / MEGABYTES_PER_PROCESSOR));
    }

    private BareCeiling ceiling(FlopsJob job, int copies) throws Exception {
        BareCeiling ceiling = job.ceiling(copies);
        say("bare      %.1f GFLOPS by %s".formatted(ceiling.perSecond() / GIGA, ceiling.multiplier()));
        return ceiling;
    }

    private FlopsJob.Result run(FlopsJob job, Settings known) {
        try (StoreConnections connections = new StoreConnections();
                FunctionExecutor executor = executor(Map.of())) {
            ObjectStore store = new Stores(connections, RetryPolicy.DRIVER).at(known.store());
            FlopsJob.Result result = job.run(executor, store, calls);
            say("functions %.1f GFLOPS by %s"
                    .formatted(
                            result.report().flops().effectivePerSecond() / GIGA,
                            result.calls().getFirst().multiplier()));
            return result;
        }
    }

    private Figures figures(
            Settings known,
            int each,
            FlopsJob.Result result,
            @Nullable BareCeiling before,
            @Nullable BareCeiling after) {
        JobReport report = result.report();
        FlopsReport flops = report.flops();
        double seconds = report.wall().toNanos() / 1e9;
        double[] rates = result.calls().stream()
                .mapToDouble(call -> call.perSecond() / GIGA)
                .toArray();
        Figures figures = new Figures()
                .add("calls", report.calls())
                .add("size", size)
                .add("loops", loops)
                .add("threads_a_call", each)
                .add("cold_starts", report.coldStarts())
                .add("seconds", seconds)
                .add("effective_gigaflops", flops.effectivePerSecond() / GIGA)
                .add("peak_gigaflops", flops.peakPerSecond() / GIGA)
                .add("effective_of_peak_ratio", flops.effectivePerSecond() / flops.peakPerSecond())
                .add("call_least_gigaflops", Statistics.quantile(rates, 0))
                .add("call_median_gigaflops", Statistics.median(rates))
                .add("call_p90_gigaflops", Statistics.quantile(rates, 0.9))
                .add("call_most_gigaflops", Statistics.quantile(rates, 1));
        Double share = flops.shareOfTarget();
        if (share != null) {
            figures.add("target_teraflops_aimed_at", known.flopsTarget().orElseThrow() / 1e12)
                    .add("share_of_target", share);
        }
        List<Plot.Series> curves = new ArrayList<>();
        double bin = flops.bin().toNanos() / 1e9;
        curves.add(Plot.overTime(
                "functions",
                bin,
                flops.curve().stream().map(rate -> rate / GIGA).toList()));
        curves.add(Plot.level("effective", 0, seconds, flops.effectivePerSecond() / GIGA));
        if (before != null && after != null) {
            // Of two measurements of the most that there is, the higher one is nearer.
            double ceiling = Math.max(before.perSecond(), after.perSecond()) / GIGA;
            figures.add("ceiling_gigaflops", before.perSecond() / GIGA)
                    .add("ceiling_after_gigaflops", after.perSecond() / GIGA)
                    .add("share_of_ceiling", flops.effectivePerSecond() / GIGA / ceiling);
            curves.add(Plot.level("bare ceiling", 0, seconds, ceiling));
        }
        figures.add("dollars", report.dollars())
                .add("operations_per_dollar", flops.perDollar())
                .add(
                        "largest_error",
                        result.calls().stream()
                                .max(Comparator.comparingDouble(FlopsDone::error))
                                .orElseThrow()
                                .error());
        result.calls().stream()
                .map(FlopsDone::multiplier)
                .distinct()
                .forEach(name -> figures.note("Functions multiplied with " + name + "; each product was verified."));
        if (before != null) {
            figures.note("The bare ceiling is the same work by " + before.multiplier() + ", without Kinglet.");
        }
        return figures.plot(new Plot("GFLOPS over time", "seconds from submission", "GFLOPS", Plot.Kind.LINES, curves))
                .plot(Plot.histogram("Rates of calls, multiplications alone", "GFLOPS of a call", "calls", rates));
    }
}

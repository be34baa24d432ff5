package dev.kinglet.bench;

import dev.kinglet.DatasetJob;
import dev.kinglet.FunctionExecutor;
import dev.kinglet.JobReport;
import dev.kinglet.Sinks;
import dev.kinglet.SortOrder;
import dev.kinglet.Sources;
import dev.kinglet.bench.page.Plot;
import dev.kinglet.bench.peers.Comparison;
import dev.kinglet.bench.peers.Timed;
import dev.kinglet.cli.tera.TeraRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Whether time and requests grow with the work and not faster: sorts of several sizes in one running executor, whose workers are warm.
 * What {@code kinglet sort} does, without the start of a process, which would make small sizes look dear.
 */
@Command(
        name = "scale",
        description = "Sorts of several sizes in warm workers: seconds and store requests a GB as the work grows.",
        mixinStandardHelpOptions = true)
final class ScaleBenchmark extends Benchmark {

    private static final double GIGA = 1e9;

    @Option(
            names = "--gigabytes",
            paramLabel = "GB",
            split = ",",
            description = "sizes, the smallest first; 0.25,1,4 by default")
    private List<Double> sizes = List.of(0.25, 1.0, 4.0);

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "how often each is sorted, of which the median counts; 3 by default")
    private int rounds = 3;

    /** One sort of one size. */
    private record Sorted(double seconds, JobReport report, int outputs) {

        long requests(String kind) {
            return report.storeRequests().getOrDefault(kind, 0L);
        }

        /** Each producer leaves one object for all consumers, and each consumer one part of the output. */
        long producers() {
            return requests("UPLOAD") - outputs;
        }

        /** How many requests a consumer needs for what is its of one producer: one, unless that is longer than a piece. */
        double readsOfEach() {
            return (double) requests("GET_RANGE") / (producers() * outputs);
        }
    }

    @Override
    Figures measure() throws Exception {
        if (rounds < 1 || sizes.size() < 2 || sizes.getFirst() <= 0) {
            throw new IllegalArgumentException(
                    "--rounds must be at least 1 and --gigabytes at least two sizes above 0, but are " + rounds
                            + " and " + sizes);
        }
        Path folder = Files.createTempDirectory("kinglet-bench-scale");
        Figures figures = new Figures();
        List<Double> perGigabyte = new ArrayList<>();
        try (FunctionExecutor executor = executor(Map.of())) {
            for (int at = 0; at < sizes.size(); at++) {
                double gigabytes = sizes.get(at);
                Path input = make(executor, folder.resolve("input-" + at), gigabytes);
                if (at == 0) {
                    sort(executor, input, folder.resolve("warm-up"));
                }
                perGigabyte.add(measure(figures, executor, input, gigabytes));
                Comparison.remove(input);
            }
        } finally {
            Comparison.remove(folder);
        }
        return figures.add("time_per_byte_largest_of_smallest", perGigabyte.getLast() / perGigabyte.getFirst())
                .plot(new Plot(
                        "Seconds a GB as the work grows",
                        "GB sorted",
                        "seconds a GB",
                        Plot.Kind.LINES,
                        List.of(new Plot.Series("sort", array(sizes), array(perGigabyte)))));
    }

    private Path make(FunctionExecutor executor, Path folder, double gigabytes) {
        executor.read(Sources.range(0, Math.round(gigabytes * GIGA / TeraRecords.RECORD_BYTES)))
                .map(TeraRecords::of)
                .write(Sinks.fixed(TeraRecords.RECORD_BYTES, folder.toString()));
        return folder;
    }

    /** Adds the figures of one size, and gives the seconds a GB. */
    private double measure(Figures figures, FunctionExecutor executor, Path input, double gigabytes)
            throws IOException, InterruptedException {
        double[] seconds = new double[rounds];
        Sorted last = null;
        for (int round = 0; round < rounds; round++) {
            last = sort(executor, input, input.resolveSibling("output"));
            seconds[round] = last.seconds();
            say(String.format(
                    Locale.ROOT,
                    "%.3f GB in %.2f s: %.2f s a GB",
                    gigabytes,
                    last.seconds(),
                    last.seconds() / gigabytes));
        }
        double median = Statistics.median(seconds);
        String size = "_of_" + Math.round(gigabytes * 1_000) + "_mb";
        figures.add("sort" + size + "_seconds", median)
                .add("sort" + size + "_seconds_per_gigabyte", median / gigabytes);
        if (last != null) {
            long pairs = last.producers() * last.outputs();
            figures.add("reads_of_each" + size, last.readsOfEach());
            figures.note(String.format(
                    Locale.ROOT,
                    "%.3f GB: P = %,d producers with an upload each, R = %,d consumers, P x R = %,d; range reads were"
                            + " %,d, which is %.2f for each of P x R.",
                    gigabytes,
                    last.producers(),
                    last.outputs(),
                    pairs,
                    last.requests("GET_RANGE"),
                    last.readsOfEach()));
        }
        return median / gigabytes;
    }

    private static Sorted sort(FunctionExecutor executor, Path input, Path output)
            throws IOException, InterruptedException {
        AtomicReference<DatasetJob> job = new AtomicReference<>();
        Timed.settle();
        long start = System.nanoTime();
        executor.read(Sources.fixed(TeraRecords.RECORD_BYTES, input + "/part-*"))
                .sortByBytes(TeraRecords::key, SortOrder.ASCENDING)
                .onJob(job::set)
                .write(Sinks.fixed(TeraRecords.RECORD_BYTES, output.toString()));
        double seconds = (System.nanoTime() - start) / GIGA;
        try (Stream<Path> files = Files.list(output)) {
            int outputs =
                    (int) files.filter(file -> file.getFileName().toString().startsWith("part-"))
                            .count();
            return new Sorted(seconds, job.get().report(), outputs);
        } finally {
            Comparison.remove(output);
        }
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}

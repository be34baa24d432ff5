package dev.kinglet.bench;

import dev.kinglet.CallFuture;
import dev.kinglet.FunctionExecutor;
import dev.kinglet.Inputs;
import dev.kinglet.bench.peers.AbsentPeerException;
import dev.kinglet.bench.peers.Comparison;
import dev.kinglet.bench.peers.Kinglet;
import dev.kinglet.bench.peers.Python;
import dev.kinglet.bench.peers.Spark;
import dev.kinglet.cli.words.WordCounts;
import dev.kinglet.config.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The same work on Kinglet and on what one would take instead, as far as it can be had here. A peer that is absent is said to be. */
@Command(
        name = "peers",
        description = {
            "Kinglet beside Spark (a sort, and a count of words where --input names text), and beside",
            "Lithops, Ray and Dask (a map of calls that do nothing), where they can be had."
        },
        mixinStandardHelpOptions = true)
final class PeersBenchmark extends Benchmark {

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "how many 100-byte records are sorted; 2,000,000 by default, which are 200 MB")
    private long rows = 2_000_000;

    @Option(
            names = "--input",
            paramLabel = "PATTERN",
            description = "a file, folder, glob or archive whose words are counted; none by default")
    private @Nullable String input;

    @Option(names = "--runs", paramLabel = "N", description = "how often, of which the median counts; 3 by default")
    private int runs = 3;

    @Option(names = "--calls", paramLabel = "N", description = "how many calls a map has; 1,000 by default")
    private int calls = 1_000;

    @Option(
            names = "--python",
            paramLabel = "COMMAND",
            description = "the interpreter whose modules are looked at; python3 by default")
    private String interpreter = "python3";

    @Option(names = "--without-spark", description = "maps of calls only")
    private boolean withoutSpark;

    @Override
    Figures measure() throws Exception {
        int workers = SettingsLoader.load(settings()).workers();
        Figures figures = new Figures().add("workers", workers);
        if (withoutSpark) {
            figures.note("Spark was left out, as was asked for.");
        } else {
            besideSpark(figures, workers);
        }
        besidePython(figures, workers);
        return figures;
    }

    private void besideSpark(Figures figures, int workers) throws IOException, InterruptedException {
        try {
            Kinglet kinglet = new Kinglet(settingWords());
            Spark spark = Spark.get(workers);
            sort(figures, kinglet, spark);
            if (input == null) {
                figures.note("Words were not counted: --input names no text.");
            } else {
                countWords(figures, kinglet, spark, input);
            }
        } catch (AbsentPeerException e) {
            leftOut(figures, "Spark", e);
        }
    }

    private void leftOut(Figures figures, String peer, AbsentPeerException reason) {
        String sentence = peer + " was left out: " + reason.getMessage();
        say(sentence);
        figures.note(sentence);
    }

    private void sort(Figures figures, Kinglet kinglet, Spark spark) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("kinglet-bench-peers");
        try {
            SortOnSpark sort = new SortOnSpark(kinglet, () -> executor(Map.of()), folder.resolve("input"), rows);
            sort.make(this::say);
            Comparison.Result result = sort.run(spark, runs, this::say);
            figures.add("sort_megabytes_per_second", sort.megabytes() / result.kinglet())
                    .add("spark_sort_megabytes_per_second", sort.megabytes() / result.peer())
                    .add("sort_of_spark_ratio", result.ratio())
                    .note("Sorting %,d records, ".formatted(rows) + SortOnSpark.CHECKED + ".");
        } finally {
            Comparison.remove(folder);
        }
    }

    private void countWords(Figures figures, Kinglet kinglet, Spark spark, String text)
            throws IOException, InterruptedException {
        WordCounts counts;
        double megabytes;
        try (FunctionExecutor executor = executor(Map.of())) {
            CallFuture<WordCounts> counting = executor.mapReduce(WordCounts::of, Inputs.texts(text), WordCounts::plus);
            counts = counting.join();
            megabytes = counting.report().inputBytes() / 1e6;
        }
        Comparison.Result result =
                new WordCountOnSpark(kinglet, text, counts.total(), counts.distinct()).run(spark, runs, this::say);
        figures.add("wordcount_megabytes_per_second", megabytes / result.kinglet())
                .add("spark_wordcount_megabytes_per_second", megabytes / result.peer())
                .add("wordcount_of_spark_ratio", result.ratio())
                .note("Counting, %,d words of %.1f MB, each output had all of them."
                        .formatted(counts.total(), megabytes));
    }

    private void besidePython(Figures figures, int workers) throws IOException, InterruptedException {
        double rate = calls / ownSeconds();
        say("map     Kinglet %,.0f calls/s".formatted(rate));
        figures.add("map_calls_per_second", rate)
                .note("A map has %,d calls; how many go in one request is left to each as it comes: Kinglet packs them."
                        .formatted(calls));
        Python python = new Python(interpreter);
        for (Python.Framework framework : Python.Framework.values()) {
            try {
                double peerRate = calls / python.seconds(framework, calls, workers, runs);
                say("map     %s %,.0f calls/s".formatted(framework.title(), peerRate));
                figures.add(framework.id() + "_map_calls_per_second", peerRate)
                        .add("map_of_" + framework.id() + "_ratio", rate / peerRate);
            } catch (AbsentPeerException e) {
                leftOut(figures, framework.title(), e);
            }
        }
    }

    /** How long the map takes in the median, with a round before to warm up, as the peers' scripts have one. */
    private double ownSeconds() {
        List<Integer> inputs = IntStream.range(0, calls).boxed().toList();
        double[] seconds = new double[runs];
        try (FunctionExecutor executor = executor(Map.of())) {
            for (int run = -1; run < runs; run++) {
                long start = System.nanoTime();
                List<Integer> values = executor.map(x -> x, inputs).join();
                double took = (System.nanoTime() - start) / 1e9;
                if (!values.equals(inputs)) {
                    throw new IllegalStateException("the calls gave other values than their inputs");
                }
                if (run >= 0) {
                    seconds[run] = took;
                }
            }
        }
        return Statistics.median(seconds);
    }
}

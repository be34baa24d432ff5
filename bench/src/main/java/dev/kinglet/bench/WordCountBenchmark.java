package dev.kinglet.bench;

import dev.kinglet.CallFuture;
import dev.kinglet.FunctionExecutor;
import dev.kinglet.Inputs;
import dev.kinglet.ObjectInput;
import dev.kinglet.bench.peers.AbsentPeerException;
import dev.kinglet.bench.peers.Comparison;
import dev.kinglet.bench.peers.Kinglet;
import dev.kinglet.bench.peers.Spark;
import dev.kinglet.cli.words.WordCounts;
import dev.kinglet.config.SettingsLoader;
import dev.kinglet.source.InputMeter;
import dev.kinglet.source.InputPlanner;
import dev.kinglet.source.InputResolver;
import dev.kinglet.storage.decorate.RetryPolicy;
import dev.kinglet.store.StoreConnections;
import dev.kinglet.store.Stores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Counts words in a whole job, and with the same function in plain threads of one JVM: what is lost between the two is what distribution
 * costs on one machine.
 */
@Command(
        name = "wordcount",
        description = {
            "Counts words of files, in a job and bare;",
            "then by a shuffle as a whole process, and the same on Spark where it can be had."
        },
        mixinStandardHelpOptions = true)
final class WordCountBenchmark extends Benchmark {

    private static final int TOP = 20;

    @Option(
            names = "--input",
            paramLabel = "PATTERN",
            required = true,
            description = "a file, folder, glob or archive; may be given more than once")
    private List<String> inputs = new ArrayList<>();

    @Option(names = "--rounds", paramLabel = "N", description = "how often, of which the median counts; 5 by default")
    private int rounds = 5;

    @Option(names = "--warm-up", paramLabel = "N", description = "rounds before that; 3 by default")
    private int warmUp = 3;

    @Option(
            names = "--runs",
            paramLabel = "N",
            description = "how often as a whole process, of which the median counts; 3 by default")
    private int runs = 3;

    @Option(names = "--without-peers", description = "no whole processes, and no Spark")
    private boolean withoutPeers;

    /** One count of everything: how fast, of how many bytes, and what came out. */
    private record Counted(double megabytesPerSecond, long bytes, long words, int distinct) {}

    @Override
    Figures measure() throws Exception {
        Counted bare = null;
        double[] bareRates = new double[rounds];
        double[] rates = new double[rounds];
        double first = 0;
        for (int round = -warmUp; round < rounds; round++) {
            bare = countBare();
            say("bare    %.0f MB/s".formatted(bare.megabytesPerSecond()));
            if (round >= 0) {
                bareRates[round] = bare.megabytesPerSecond();
            }
        }
        Counted job = null;
        try (FunctionExecutor executor = executor(Map.of())) {
            for (int round = -warmUp; round < rounds; round++) {
                job = countInJob(executor);
                say((round < 0 ? "warm-up " : "round   ") + "%.0f MB/s".formatted(job.megabytesPerSecond()));
                if (round == -warmUp) {
                    first = job.megabytesPerSecond();
                }
                if (round >= 0) {
                    rates[round] = job.megabytesPerSecond();
                }
            }
        }
        if (bare == null || job == null || job.words() != bare.words() || job.distinct() != bare.distinct()) {
            throw new IllegalStateException("the job counted " + job + ", the threads " + bare);
        }
        double median = Statistics.median(rates);
        Figures figures = new Figures()
                .add("megabytes_per_second", median)
                .add("first_megabytes_per_second", first)
                .add("bare_megabytes_per_second", Statistics.median(bareRates))
                .add("of_bare_ratio", median / Statistics.median(bareRates))
                .add("input_megabytes", job.bytes() / 1e6)
                .add("words", (double) job.words())
                .add("distinct_words", job.distinct());
        if (!withoutPeers) {
            compare(figures, job);
        }
        return figures;
    }

    /** The same by the dataset API and by Spark, with the same function that cuts lines into words. */
    private void compare(Figures figures, Counted counted) throws Exception {
        if (inputs.size() != 1) {
            figures.note("Spark was left out: the comparison takes one --input");
            return;
        }
        String input = inputs.getFirst();
        try {
            Spark spark = Spark.get(SettingsLoader.load(settings()).workers());
            Kinglet kinglet = new Kinglet(settingWords());
            Comparison.Result result = new WordCountOnSpark(kinglet, input, counted.words(), counted.distinct())
                    .run(spark, runs, this::say);
            double megabytes = counted.bytes() / 1e6;
            figures.add("process_megabytes_per_second", megabytes / result.kinglet())
                    .add("spark_process_megabytes_per_second", megabytes / result.peer())
                    .add("of_spark_ratio", result.ratio());
        } catch (AbsentPeerException e) {
            figures.note("Spark was left out: " + e.getMessage());
        }
    }

    private Counted countInJob(FunctionExecutor executor) {
        long start = System.nanoTime();
        CallFuture<WordCounts> counting =
                executor.mapReduce(WordCounts::of, Inputs.texts(inputs.toArray(String[]::new)), WordCounts::plus);
        WordCounts counts = counting.join();
        return counted(start, counting.report().inputBytes(), counts);
    }

    private Counted countBare() throws Exception {
        int threads = SettingsLoader.load(settings()).workers();
        long start = System.nanoTime();
        long before = InputMeter.total();
        List<Future<WordCounts>> parts = new ArrayList<>();
        try (StoreConnections connections = new StoreConnections();
                ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            Stores stores = new Stores(connections, RetryPolicy.DRIVER);
            for (List<ObjectInput> pack : InputPlanner.packFor(InputResolver.resolve(inputs, stores), threads)) {
                parts.add(pool.submit(() -> count(pack)));
            }
        }
        WordCounts counts = WordCounts.none();
        for (Future<WordCounts> part : parts) {
            counts = counts.plus(part.get());
        }
        return counted(start, InputMeter.total() - before, counts);
    }

    private static WordCounts count(List<ObjectInput> pack) {
        WordCounts counts = WordCounts.none();
        for (ObjectInput object : pack) {
            counts = counts.plus(WordCounts.of(object.text()));
        }
        return counts;
    }

    private static Counted counted(long start, long bytes, WordCounts counts) {
        // Before the clock stops, for counts are lazy; and the most frequent words are what such a job is run for.
        int distinct = counts.distinct();
        long words = counts.total();
        counts.top(TOP);
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Counted(bytes / 1e6 / seconds, bytes, words, distinct);
    }
}

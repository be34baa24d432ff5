package dev.kinglet.bench;

import dev.kinglet.FunctionExecutor;
import dev.kinglet.ObjectInput;
import dev.kinglet.Sources;
import dev.kinglet.bench.peers.AbsentPeerException;
import dev.kinglet.bench.peers.Comparison;
import dev.kinglet.bench.peers.Kinglet;
import dev.kinglet.bench.peers.Spark;
import dev.kinglet.cli.tera.TeraCheck;
import dev.kinglet.cli.tera.TeraRecords;
import dev.kinglet.config.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The sort benchmark as a whole process, on Kinglet and on Spark, with Hadoop's own check of the result. */
@Command(
        name = "sort",
        description = "Sorts 100-byte records, as a whole process; the same on Spark where it can be had.",
        mixinStandardHelpOptions = true)
final class SortBenchmark extends Benchmark {

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "how many records are made and sorted; 20,000,000 by default, which are 2 GB")
    private long rows = 20_000_000;

    @Option(names = "--runs", paramLabel = "N", description = "how often, of which the median counts; 3 by default")
    private int runs = 3;

    @Option(names = "--without-peers", description = "Kinglet alone")
    private boolean withoutPeers;

    @Override
    Figures measure() throws Exception {
        Path folder = Files.createTempDirectory("kinglet-bench-sort");
        try {
            Path input = folder.resolve("input");
            Kinglet kinglet = new Kinglet(settingWords());
            double making = kinglet.seconds("teragen", "--rows", Long.toString(rows), "--output", input.toString());
            say("made %,d records in %.1f s".formatted(rows, making));
            return measure(kinglet, input);
        } finally {
            Comparison.remove(folder);
        }
    }

    private Figures measure(Kinglet kinglet, Path input) throws Exception {
        TeraCheck.Summary original = summary(input);
        double megabytes = rows * TeraRecords.RECORD_BYTES / 1e6;
        Comparison.Way ours =
                output -> kinglet.seconds("sort", "--input", input.toString(), "--output", output.toString());
        Figures figures = new Figures().add("input_megabytes", megabytes);
        Spark spark = spark(figures);
        if (spark == null) {
            Comparison.Result alone = new Comparison(runs).run(ours, output -> Double.NaN, output -> {}, this::say);
            return figures.add("megabytes_per_second", megabytes / alone.kinglet())
                    .add("seconds", alone.kinglet());
        }
        Comparison.Result result = new Comparison(runs)
                .run(
                        ours,
                        output -> spark.seconds("sort", input.toString(), output),
                        output -> check(output, original, spark),
                        this::say);
        return figures.add("megabytes_per_second", megabytes / result.kinglet())
                .add("seconds", result.kinglet())
                .add("spark_megabytes_per_second", megabytes / result.peer())
                .add("spark_seconds", result.peer())
                .add("of_spark_ratio", result.ratio())
                .note(
                        "each output was in order and had the input's records, by Kinglet's and by Hadoop's TeraValidate");
    }

    private @Nullable Spark spark(Figures figures) throws IOException, InterruptedException {
        if (withoutPeers) {
            return null;
        }
        try {
            return Spark.get(SettingsLoader.load(settings()).workers());
        } catch (AbsentPeerException e) {
            figures.note("Spark was left out: " + e.getMessage());
            return null;
        }
    }

    private void check(Path output, TeraCheck.Summary original, Spark spark) throws IOException, InterruptedException {
        TeraCheck.Summary sorted = summary(output);
        if (sorted.disorder() != null
                || sorted.records() != original.records()
                || sorted.checksum() != original.checksum()) {
            throw new IllegalStateException("the output is wrong: " + sorted + " of " + original);
        }
        spark.validateSort(output, output.resolveSibling("validation"));
    }

    private TeraCheck.Summary summary(Path records) {
        try (FunctionExecutor executor = executor(Map.of())) {
            return TeraCheck.together(executor.read(Sources.objects(records + "/part-*"))
                    .map((ObjectInput object) -> TeraCheck.of(object))
                    .collect());
        }
    }
}

package dev.kinglet.bench;

import dev.kinglet.bench.peers.AbsentPeerException;
import dev.kinglet.bench.peers.Comparison;
import dev.kinglet.bench.peers.Kinglet;
import dev.kinglet.bench.peers.Spark;
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
            SortOnSpark sort = new SortOnSpark(
                    new Kinglet(settingWords()), () -> executor(Map.of()), folder.resolve("input"), rows);
            sort.make(this::say);
            return measure(sort);
        } finally {
            Comparison.remove(folder);
        }
    }

    private Figures measure(SortOnSpark sort) throws Exception {
        Figures figures = new Figures().add("input_megabytes", sort.megabytes());
        Spark spark = spark(figures);
        Comparison.Result result = sort.run(spark, runs, this::say);
        figures.add("megabytes_per_second", sort.megabytes() / result.kinglet()).add("seconds", result.kinglet());
        if (spark == null) {
            return figures;
        }
        return figures.add("spark_megabytes_per_second", sort.megabytes() / result.peer())
                .add("spark_seconds", result.peer())
                .add("of_spark_ratio", result.ratio())
                .note(SortOnSpark.CHECKED);
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
}

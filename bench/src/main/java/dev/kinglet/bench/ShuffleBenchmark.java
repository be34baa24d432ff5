package dev.kinglet.bench;

import dev.kinglet.FunctionExecutor;
import dev.kinglet.bench.shuffle.Shuffle;
import dev.kinglet.bench.shuffle.ShuffleDone;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How fast rows go from function to function by the store, and what the store is asked for on the way. */
@Command(
        name = "shuffle",
        description = {
            "Brings generated pairs together by key: every value, then only counts.",
            "Fails if the store is asked for more than P uploads and P x R range reads."
        },
        mixinStandardHelpOptions = true)
final class ShuffleBenchmark extends Benchmark {

    @Option(names = "--rows", paramLabel = "N", description = "how many pairs; 5,000,000 by default")
    private long rows = 5_000_000;

    @Option(names = "--keys", paramLabel = "N", description = "how many different keys; 100,000 by default")
    private long keys = 100_000;

    @Option(names = "--rounds", paramLabel = "N", description = "how often, of which the median counts; 5 by default")
    private int rounds = 5;

    @Option(names = "--warm-up", paramLabel = "N", description = "rounds before that; 2 by default")
    private int warmUp = 2;

    /** The medians of all rounds, and the last round as it was. */
    private record Measured(double rowsPerSecond, double megabytesPerSecond, ShuffleDone last) {}

    @Override
    Figures measure() {
        Shuffle shuffle = new Shuffle(rows, keys);
        Measured grouped;
        Measured counted;
        try (FunctionExecutor executor = executor(Map.of())) {
            grouped = measure("group", () -> shuffle.group(executor));
            counted = measure("count", () -> shuffle.count(executor));
        }
        ShuffleDone last = grouped.last();
        return new Figures()
                .add("rows_per_second", grouped.rowsPerSecond())
                .add("megabytes_per_second", grouped.megabytesPerSecond())
                .add("exchanged_bytes_per_row", (double) last.bytes() / rows)
                .add("count_rows_per_second", counted.rowsPerSecond())
                .add("count_megabytes_per_second", counted.megabytesPerSecond())
                .add("producers", last.producers())
                .add("consumers", last.consumers())
                .add("store_requests_per_producer", (double) last.uploads() / last.producers())
                .add("store_requests_per_consumer", (double) last.rangeReads() / last.consumers())
                .note("Grouping, " + last.formula() + ".")
                .note("Counting, " + counted.last().formula() + ".");
    }

    private Measured measure(String name, Supplier<ShuffleDone> shuffle) {
        double[] rowRates = new double[rounds];
        double[] byteRates = new double[rounds];
        ShuffleDone last = null;
        for (int round = -warmUp; round < rounds; round++) {
            last = shuffle.get();
            last.check();
            double rowRate = rows / last.seconds();
            say("%s %s %,.0f rows/s".formatted(name, round < 0 ? "warm-up" : "round", rowRate));
            if (round >= 0) {
                rowRates[round] = rowRate;
                byteRates[round] = last.bytes() / 1e6 / last.seconds();
            }
        }
        if (last == null) {
            throw new IllegalArgumentException("--rounds must be at least 1, but is " + rounds);
        }
        return new Measured(Statistics.median(rowRates), Statistics.median(byteRates), last);
    }
}

package dev.kinglet.bench;

import dev.kinglet.FunctionExecutor;
import dev.kinglet.ObjectInput;
import dev.kinglet.Sources;
import dev.kinglet.bench.peers.Comparison;
import dev.kinglet.bench.peers.Kinglet;
import dev.kinglet.bench.peers.Spark;
import dev.kinglet.cli.tera.TeraCheck;
import dev.kinglet.cli.tera.TeraRecords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The sort benchmark's records, sorted by whole processes, and the check of what comes out.
 *
 * @param kinglet with the settings of the command line
 * @param checker makes the executor that reads records for the check
 * @param input where the records are
 * @param rows how many there are
 */
record SortOnSpark(Kinglet kinglet, Supplier<FunctionExecutor> checker, Path input, long rows) {

    static final String CHECKED =
            "each output was in order and had the input's records, by Kinglet's and by Hadoop's TeraValidate";

    /** Makes the records. */
    void make(Consumer<String> log) throws IOException, InterruptedException {
        double seconds = kinglet.seconds("teragen", "--rows", Long.toString(rows), "--output", input.toString());
        log.accept("made %,d records in %.1f s".formatted(rows, seconds));
    }

    double megabytes() {
        return rows * TeraRecords.RECORD_BYTES / 1e6;
    }

    /**
     * Sorts them.
     *
     * @param spark which sorts them too, or null where it is absent: then the result has no time of it, and nothing checks Kinglet's
     */
    Comparison.Result run(@Nullable Spark spark, int runs, Consumer<String> log)
            throws IOException, InterruptedException {
        Comparison.Way ours =
                output -> kinglet.seconds("sort", "--input", input.toString(), "--output", output.toString());
        if (spark == null) {
            return new Comparison(runs).run(ours, output -> Double.NaN, output -> {}, log);
        }
        TeraCheck.Summary original = summary(input);
        return new Comparison(runs)
                .run(
                        ours,
                        output -> spark.seconds("sort", input.toString(), output),
                        output -> check(output, original, spark),
                        log);
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
        try (FunctionExecutor executor = checker.get()) {
            return TeraCheck.together(executor.read(Sources.objects(records + "/part-*"))
                    .map((ObjectInput object) -> TeraCheck.of(object))
                    .collect());
        }
    }
}

package dev.kinglet.bench.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Two ways to the same result, as whole processes in turns, so that what else the machine does hits both.
 *
 * @param runs how often each
 */
public record Comparison(int runs) {

    /** One way. */
    @FunctionalInterface
    public interface Way {

        /**
         * Runs it.
         *
         * @param output a place that does not exist yet
         * @return how long it took, in seconds
         */
        double seconds(Path output) throws IOException, InterruptedException;
    }

    /** Looks at what a way left. */
    @FunctionalInterface
    public interface Check {
        void accept(Path output) throws IOException, InterruptedException;
    }

    /**
     * The medians, in seconds.
     *
     * @param ratio how many times as long the peer takes
     */
    public record Result(double kinglet, double peer, double ratio) {}

    /** Runs both in turns, and checks each output before it is removed. */
    public Result run(Way kinglet, Way peer, Check check, Consumer<String> log)
            throws IOException, InterruptedException {
        double[] ours = new double[runs];
        double[] theirs = new double[runs];
        for (int run = 0; run < runs; run++) {
            ours[run] = once(kinglet, check);
            theirs[run] = once(peer, check);
            log.accept("whole process: Kinglet %.2f s, Spark %.2f s".formatted(ours[run], theirs[run]));
        }
        double our = median(ours);
        double their = median(theirs);
        return new Result(our, their, their / our);
    }

    private static double once(Way way, Check check) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("kinglet-bench");
        try {
            Path output = folder.resolve("output");
            Timed.settle();
            double seconds = way.seconds(output);
            check.accept(output);
            return seconds;
        } finally {
            remove(folder);
        }
    }

    /** Removes a folder and all below it. */
    public static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

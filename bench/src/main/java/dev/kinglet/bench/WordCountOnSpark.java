package dev.kinglet.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.kinglet.bench.peers.Comparison;
import dev.kinglet.bench.peers.Kinglet;
import dev.kinglet.bench.peers.Spark;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Words counted by whole processes: by the dataset API and by Spark, with the same function that cuts lines into words.
 *
 * @param kinglet with the settings of the command line
 * @param input one pattern of text
 * @param words how many words it has
 * @param distinct how many of them are different
 */
record WordCountOnSpark(Kinglet kinglet, String input, long words, int distinct) {

    /**
     * Counts them.
     *
     * @throws IllegalStateException if either counts anything else
     */
    Comparison.Result run(Spark spark, int runs, Consumer<String> log) throws IOException, InterruptedException {
        return new Comparison(runs)
                .run(
                        output -> kinglet.seconds("wordcount", "--input", input, "--output", output.toString()),
                        output -> spark.seconds("wordcount", input, output),
                        this::check,
                        log);
    }

    /** All words must have been counted: a line each, the count behind the last comma in Kinglet's and in Spark's output. */
    private void check(Path output) throws IOException {
        long counted = 0;
        long different = 0;
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(output, "part-*")) {
            for (Path part : parts) {
                // Words may hold quotation marks, commas, and bytes that are no UTF-8, but no end of line.
                for (String line : Files.readString(part, ISO_8859_1).split("\n", -1)) {
                    String count = line.substring(line.lastIndexOf(',') + 1);
                    if (!count.isEmpty() && !line.equals("key,count")) {
                        counted += Long.parseLong(count);
                        different++;
                    }
                }
            }
        }
        if (counted != words || different != distinct) {
            throw new IllegalStateException("%s has %,d words, %,d different, but there are %,d, %,d different"
                    .formatted(output, counted, different, words, distinct));
        }
    }
}

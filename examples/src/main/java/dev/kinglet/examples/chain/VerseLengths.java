package dev.kinglet.examples.chain;

import dev.kinglet.CallFuture;
import dev.kinglet.CallOptions;
import dev.kinglet.FunctionExecutor;
import dev.kinglet.FutureList;
import dev.kinglet.Inputs;
import dev.kinglet.Job;
import java.util.Arrays;
import java.util.List;

/**
 * Three jobs in a chain: texts to the lengths of their lines, lengths to a summary, summaries to one. The lengths stay in the store; only
 * the last value comes to the driver.
 */
public final class VerseLengths implements Job {

    private static final String BIBLE = "classpath:dev/kinglet/examples/kjv.txt.gz";

    /** How many lines there are, and how long the longest is. */
    private record Summary(int lines, int longest) {

        static Summary of(int[] lengths) {
            return new Summary(lengths.length, Arrays.stream(lengths).max().orElse(0));
        }

        Summary plus(Summary other) {
            return new Summary(lines + other.lines, Math.max(longest, other.longest));
        }
    }

    @Override
    public void run(FunctionExecutor executor, String[] arguments) {
        FutureList<int[]> lengths = executor.map(
                text -> text.lines().mapToInt(String::length).toArray(),
                Inputs.texts(BIBLE),
                CallOptions.defaults().stagingResults());
        FutureList<Summary> summaries = executor.map(Summary::of, lengths);
        CallFuture<Summary> whole = executor.reduce(summaries, Summary::plus);

        Summary summary = whole.join();
        if (!summary.equals(new Summary(31_102, 535))) {
            throw new IllegalStateException("the summary is " + summary + " of " + List.of(BIBLE));
        }
        System.out.println(summary.lines() + " verses, the longest of " + summary.longest() + " characters");
    }
}

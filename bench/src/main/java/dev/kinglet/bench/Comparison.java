package dev.kinglet.bench;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Two results of one benchmark, figure by figure. Which way is better is read off the unit at the end of a figure's name. */
final class Comparison {

    /** Differences up to this are what two runs on a quiet machine have. */
    private static final double NOISE = 0.05;

    private static final List<String> LESS_IS_BETTER = List.of(
            "_millis", "_micros", "_seconds", "seconds", "_megabytes", "_dollars", "dollars", "_failed", "_error");

    private static final List<String> MORE_IS_BETTER = List.of(
            "_per_second",
            "_per_dollar",
            "_flops",
            "_gigaflops",
            "_teraflops",
            "_ratio",
            "share_of_ceiling",
            "share_of_target");

    private Comparison() {}

    /** How a figure moved. */
    enum Verdict {
        BETTER,
        WORSE,
        SAME,
        /** It has no better or worse: a size, a count of what was asked for. */
        NEUTRAL
    }

    static Verdict verdict(String name, double before, double after) {
        // What was given, not measured.
        boolean input = name.startsWith("input_") || name.startsWith("max_");
        boolean more = !input && MORE_IS_BETTER.stream().anyMatch(name::endsWith);
        boolean less = !input && !more && LESS_IS_BETTER.stream().anyMatch(name::endsWith);
        if (!more && !less) {
            return Verdict.NEUTRAL;
        }
        double ratio = after / before;
        if (Math.abs(ratio - 1) <= NOISE || before == after) {
            return Verdict.SAME;
        }
        return ratio > 1 == more ? Verdict.BETTER : Verdict.WORSE;
    }

    /** Prints each figure that both have with the ratio of now to then, and what only one of them has. */
    static void print(PrintWriter out, BenchmarkResult earlier, BenchmarkResult now) {
        out.println("compared with " + earlier.command() + " of " + earlier.date() + " on " + earlier.machine());
        if (!earlier.machine().equals(now.machine())) {
            out.println("  another machine: compare shapes, not figures");
        }
        if (!earlier.command().equals(now.command())) {
            out.println("  another command: " + now.command());
        }
        int worse = 0;
        for (Map.Entry<String, Double> figure : now.figures().entrySet()) {
            Double before = earlier.figures().get(figure.getKey());
            if (before == null) {
                out.printf(Locale.ROOT, "  %-32s new%n", figure.getKey());
                continue;
            }
            Verdict verdict = verdict(figure.getKey(), before, figure.getValue());
            worse += verdict == Verdict.WORSE ? 1 : 0;
            out.printf(
                    Locale.ROOT,
                    "  %-32s %12s -> %12s  x %.3f%s%n",
                    figure.getKey(),
                    BenchmarkResult.number(before),
                    BenchmarkResult.number(figure.getValue()),
                    figure.getValue() / before,
                    verdict == Verdict.BETTER ? "  better" : verdict == Verdict.WORSE ? "  WORSE" : "");
        }
        earlier.figures().keySet().stream()
                .filter(name -> !now.figures().containsKey(name))
                .forEach(name -> out.printf(Locale.ROOT, "  %-32s gone%n", name));
        out.println(worse == 0 ? "  nothing got worse" : "  " + worse + " got worse");
        out.flush();
    }
}

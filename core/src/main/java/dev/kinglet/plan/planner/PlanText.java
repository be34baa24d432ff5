package dev.kinglet.plan.planner;

import dev.kinglet.Source;
import dev.kinglet.operator.SourceOperator;
import java.util.Locale;

/** Why a graph is as it is, in words. */
final class PlanText {

    static final String SORTS = "sorts what memory holds and leaves it as runs, one object a call";
    static final String KEEPS = "keeps the records for later actions";
    static final String KEPT = "reads what an earlier action kept";
    static final String WHOLE = "leaves its records for all calls of the other side";
    static final String OR_WHOLE =
            "; or for all calls of the other side, where what this one reads turns out to be small";

    private final ExchangePlanner exchanges;
    private final Partitioning partitions;
    private final SplitSize shares;

    PlanText(ExchangePlanner exchanges, Partitioning partitions, SplitSize shares) {
        this.exchanges = exchanges;
        this.partitions = partitions;
        this.shares = shares;
    }

    String reads(Source<?> source, int calls, long bytes) {
        return "reads " + source + ": " + calls + " calls, for " + size(bytes) + " in shares of at most "
                + size(shares.targetBytes()) + ", and at least " + shares.leastShares() + " shares for "
                + exchanges.workers() + " workers where it can be cut";
    }

    String scatters(long bytes) {
        return "leaves one object a call, in "
                + (bytes < 0 ? "slices" : partitions.slices(bytes).count() + " slices")
                + " of the keys' hashes, of which calls of the next stage take neighbours";
    }

    String rule(long bytes) {
        String most = bytes < 0 ? "" : "at most about " + partitions.partitions(bytes) + " calls, ";
        return most + "one for each " + size(Partitioning.MOST_BYTES) + " that were left, and "
                + Partitioning.PARTITIONS_PER_WORKER + " a worker where that makes them no smaller than "
                + size(partitions.leastBytes());
    }

    /** @param source of the consumers */
    String exchange(SourceOperator.FromExchange source, long bytes, int calls) {
        if (bytes < 0) {
            return "the exchange has one level or two, as its runs will make it cheaper; two beyond "
                    + exchanges.mostRuns() + " runs, as memory merges no more at once";
        }
        ExchangePlanner.Strategy way =
                exchanges.choose(new ExchangePlanner.Load(bytes, calls, partitions.partitions(bytes)));
        ExchangePlanner.Grid grid = way.grid();
        String why = "the exchange has " + way.why() + ", if each call leaves one run";
        if (grid == null) {
            return why;
        }
        int groups = Math.ceilDiv(calls, grid.runsEach());
        return why + "; combiners "
                + source.combiners().pipelines().getFirst().source().name() + ": about "
                + groups * grid.parts() + " calls, for " + groups + " groups of " + grid.runsEach() + " runs"
                + (grid.parts() == 1 ? "" : " in " + grid.parts() + " parts of the keys");
    }

    String readsWhole(String side, int stage, long bytes) {
        return "joins with the " + side + " side, stage " + stage + ", which each call reads whole"
                + (bytes < 0 ? "" : ", since it is " + size(bytes));
    }

    private static String size(long bytes) {
        return bytes < 10_000 ? bytes + " bytes" : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}

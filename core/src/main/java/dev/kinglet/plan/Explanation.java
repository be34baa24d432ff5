package dev.kinglet.plan;

import dev.kinglet.format.Share;
import dev.kinglet.format.SharePlanner;
import dev.kinglet.pipeline.Combining;
import dev.kinglet.pipeline.Intake;
import dev.kinglet.reduce.JoinKind;
import dev.kinglet.store.Stores;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Tells what an action on a dataset would do: its stages, their calls, and why there are so many. Objects are listed for it, and nothing is
 * run, so that of stages behind an exchange only the rule is known.
 */
public final class Explanation {

    private final PartitionPlan partitions;
    private final SharePlan shares;
    private final ExchangePlan exchanges;
    private final int workers;
    private final Stores stores;
    private final List<String> lines = new ArrayList<>();
    private int stage;

    /**
     * Begins with nothing.
     *
     * @param exchanges how the action's exchanges would be planned
     * @param stores whose stores sources are looked for in
     */
    public Explanation(ExchangePlan exchanges, Stores stores) {
        this.stores = stores;
        this.workers = exchanges.workers();
        this.partitions = new PartitionPlan(workers);
        this.shares = new SharePlan(workers);
        this.exchanges = exchanges;
    }

    /** The stages, a line each and their operators below. */
    public String of(Node node) {
        Text last = explain(node);
        end(last, "hands the records to the action");
        return String.join("\n", lines) + "\n";
    }

    /**
     * What is known of a stage that is not ended yet.
     *
     * @param bytes about how many it reads, or less than nothing where that is not known before an exchange has run
     * @param calls how many it has, if bytes are known
     */
    private record Text(List<String> steps, long bytes, int calls) {

        /** A stage that begins with what an exchange or a cache has. */
        Text(String step) {
            this(List.of(step), -1, -1);
        }

        Text then(String step) {
            List<String> more = new ArrayList<>(steps);
            more.add(step);
            return new Text(more, bytes, calls);
        }
    }

    private int end(Text text, String ending) {
        stage++;
        lines.add("stage " + stage);
        text.steps().forEach(step -> lines.add("  " + step));
        lines.add("  " + ending);
        return stage;
    }

    private Text explain(Node node) {
        return switch (node) {
            case Node.Read read -> read(read);
            case Node.Each each -> explain(each.input()).then(each.operator().name());
            case Node.Union union -> union(explain(union.first()), explain(union.second()));
            case Node.ByKey byKey -> byKey(byKey);
            case Node.Sorted sorted -> sorted(sorted);
            case Node.Join join -> join(join);
            case Node.Cached cached -> cached(cached);
        };
    }

    private Text read(Node.Read read) {
        List<? extends Share<?>> found =
                SharePlanner.plan(read.source(), stores, shares.targetBytes(), shares.leastShares());
        long bytes = found.stream().mapToLong(Share::bytes).sum();
        return new Text(
                List.of("reads " + read.source() + ": " + found.size() + " calls, for " + size(bytes)
                        + " in shares of at most " + size(shares.targetBytes()) + ", and at least "
                        + shares.leastShares() + " shares for " + workers + " workers where it can be cut"),
                bytes,
                found.size());
    }

    private static Text union(Text first, Text second) {
        List<String> steps = new ArrayList<>(first.steps());
        steps.add("and then");
        steps.addAll(second.steps());
        return new Text(steps, bytesOf(first, second), first.calls() + second.calls());
    }

    private static long bytesOf(Text first, Text second) {
        return first.bytes() < 0 || second.bytes() < 0 ? -1 : first.bytes() + second.bytes();
    }

    private Text byKey(Node.ByKey byKey) {
        Text below = explain(byKey.input());
        int from = end(below, scatters(below.bytes()));
        Exchanged exchanged = exchange("stage " + from, below.bytes(), below.calls(), byKey.combine());
        return new Text(byKey.gather().name() + ", from " + exchanged.from() + ": " + rule(below.bytes()))
                .then(exchanged.why());
    }

    /**
     * What a stage behind an exchange reads.
     *
     * @param from the stages that left it
     */
    private record Exchanged(String from, String why) {}

    private Exchanged exchange(String from, long bytes, int calls, Intake combine) {
        if (bytes < 0) {
            return new Exchanged(
                    from,
                    "the exchange has one level or two, as its runs will make it cheaper; two beyond "
                            + exchanges.mostRuns() + " runs, as memory merges no more at once");
        }
        ExchangePlan.Load load = new ExchangePlan.Load(bytes, calls, partitions.partitions(bytes));
        ExchangePlan.Way way = exchanges.choose(load);
        ExchangePlan.Grid grid = way.grid();
        String why = "the exchange has " + way.why() + ", if each call leaves one run";
        if (grid == null) {
            return new Exchanged(from, why);
        }
        int groups = Math.ceilDiv(calls, grid.runsEach());
        Text combiners = new Text(combine.name() + " of " + from + ": about " + groups * grid.parts() + " calls, for "
                + groups + " groups of " + grid.runsEach() + " runs"
                + (grid.parts() == 1 ? "" : " in " + grid.parts() + " parts of the keys"));
        return new Exchanged(
                "stage "
                        + end(
                                combiners,
                                "leaves one object a call, for calls of the next stage to take their parts of"),
                why);
    }

    private String scatters(long bytes) {
        return "leaves one object a call, in "
                + partitions.slices(Math.max(0, bytes)).count()
                + " slices of the keys' hashes, of which calls of the next stage take neighbours";
    }

    private String rule(long bytes) {
        String most = bytes < 0 ? "" : "at most about " + partitions.partitions(bytes) + " calls, ";
        return most + "one for each " + size(PartitionPlan.MOST_BYTES) + " that were left, and "
                + PartitionPlan.PARTITIONS_PER_WORKER + " a worker where that makes them no smaller than "
                + size(partitions.leastBytes());
    }

    private Text sorted(Node.Sorted sorted) {
        Text below = explain(sorted.input());
        int from = end(below, "sorts what memory holds and leaves it as runs, one object a call");
        Exchanged exchanged = exchange("stage " + from, below.bytes(), below.calls(), new Intake.Sorting(sorted.key()));
        return new Text("merges the sorted runs of " + exchanged.from() + ", each call a range of keys: "
                        + rule(below.bytes()))
                .then(exchanged.why());
    }

    private Text join(Node.Join join) {
        Text left = explain(join.left());
        Text right = explain(join.right());
        if (join.kind() != JoinKind.FULL && join.right().isExact() && isSmall(right)) {
            return broadcast(left, right, "right");
        }
        if (join.kind() == JoinKind.INNER && join.left().isExact() && isSmall(left)) {
            return broadcast(right, left, "left");
        }
        long bytes = bytesOf(left, right);
        int leftStage = end(left, scatters(bytes));
        int rightStage = end(right, scatters(bytes));
        Exchanged exchanged = exchange(
                "stages " + leftStage + " and " + rightStage,
                bytes,
                left.calls() + right.calls(),
                new Combining.Pairs());
        return new Text(join.kind() + " join of " + exchanged.from() + ": " + rule(bytes)
                        + "; a side that an exchange turns out to make small is read whole by each call of the"
                        + " other instead")
                .then(exchanged.why());
    }

    private boolean isSmall(Text side) {
        return side.bytes() >= 0 && partitions.isSmall(side.bytes());
    }

    private Text broadcast(Text large, Text small, String side) {
        int from = end(small, "leaves its records for all calls of the other side");
        return large.then("joins with the " + side + " side, stage " + from
                + ", which each call reads whole, since it is " + size(small.bytes()));
    }

    private Text cached(Node.Cached cached) {
        if (cached.isKept()) {
            return new Text("reads what an earlier action kept");
        }
        int from = end(explain(cached.input()), "keeps the records for later actions");
        return new Text("reads what stage " + from + " kept");
    }

    private static String size(long bytes) {
        return bytes < 10_000 ? bytes + " bytes" : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}

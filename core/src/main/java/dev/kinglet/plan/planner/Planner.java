package dev.kinglet.plan.planner;

import dev.kinglet.BadRecords;
import dev.kinglet.closure.ProgramCode;
import dev.kinglet.format.Share;
import dev.kinglet.format.SharePlanner;
import dev.kinglet.operator.BroadcastJoin;
import dev.kinglet.operator.CallInput;
import dev.kinglet.operator.KeyExtractor;
import dev.kinglet.operator.SinkOperator;
import dev.kinglet.operator.SinkOperators;
import dev.kinglet.operator.SourceOperator;
import dev.kinglet.operator.StageFunction;
import dev.kinglet.plan.StageGraph;
import dev.kinglet.plan.StageGraph.JoinPlan;
import dev.kinglet.reduce.JoinKind;
import dev.kinglet.reduce.Run;
import dev.kinglet.store.Stores;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Makes a graph of a dataset: all operators between two exchanges are one stage. Sources are listed for it and nothing is run, so that of
 * what lies behind an exchange only the rule is known. Confined to one thread.
 */
public final class Planner {

    private final Stores stores;
    private final PlanText text;
    private final Partitioning partitions;
    private final SplitSize shares;
    private final List<StageGraph.Stage> stages = new ArrayList<>();
    private final List<Plan.Part> parts = new ArrayList<>();
    private final List<StageGraph.Join> joins = new ArrayList<>();
    private final IdentityHashMap<Cache, Integer> caches = new IdentityHashMap<>();

    private Planner(ExchangePlanner exchanges, Stores stores) {
        this.stores = stores;
        this.partitions = new Partitioning(exchanges.workers());
        this.shares = new SplitSize(exchanges.workers());
        this.text = new PlanText(exchanges, partitions, shares);
    }

    /**
     * Plans an action.
     *
     * @param exchanges how the action's exchanges will be planned
     * @param sink what becomes of the dataset's records
     * @param leaves the same in words
     * @param stores whose stores sources are looked for in
     */
    public static Plan plan(
            DatasetNode node, SinkOperator sink, String leaves, ExchangePlanner exchanges, Stores stores) {
        Planner planner = new Planner(exchanges, stores);
        planner.end(planner.open(node), sink, leaves, new Cache());
        return new Plan(new StageGraph(planner.stages, planner.joins), planner.parts);
    }

    private int end(OpenStage open, SinkOperator sink, String leaves, Cache cache) {
        int number = stages.size() + 1;
        stages.add(new StageGraph.Stage(
                number,
                open.pipelines().stream().map(OpenStage.OpenPipeline::data).toList(),
                leaves));
        List<StageFunction.Pipeline> pipelines =
                open.pipelines().stream().map(OpenStage.OpenPipeline::code).toList();
        parts.add(new Plan.Part(
                new StageFunction(pipelines, sink),
                open.pipelines().stream().map(OpenStage.OpenPipeline::ready).toList(),
                open.code(),
                cache));
        return number;
    }

    private OpenStage open(DatasetNode node) {
        return switch (node) {
            case DatasetNode.Read read -> read(read);
            case DatasetNode.Each each ->
                open(each.input()).then(each.operator(), each.operator().name(), 0);
            case DatasetNode.Union union -> open(union.first()).and(open(union.second()));
            case DatasetNode.ByKey byKey -> byKey(byKey);
            case DatasetNode.Sorted sorted -> sorted(sorted);
            case DatasetNode.Join join -> join(join);
            case DatasetNode.Cached cached -> cached(cached);
        };
    }

    private OpenStage read(DatasetNode.Read read) {
        List<? extends Share<?>> found =
                SharePlanner.plan(read.source(), stores, shares.targetBytes(), shares.leastShares());
        long bytes = found.stream().mapToLong(Share::bytes).sum();
        SourceOperator source = new SourceOperator.FromSource(
                read.source().toString(), everywhere(read.source().badRecords()));
        List<CallInput> inputs =
                found.stream().<CallInput>map(CallInput.OfShare::new).toList();
        return OpenStage.ready(source, text.reads(read.source(), found.size(), bytes), inputs, ProgramCode.NONE, bytes);
    }

    private static BadRecords everywhere(BadRecords policy) {
        return policy.location() == null ? policy : BadRecords.redirectTo(Stores.absolute(policy.location()));
    }

    private OpenStage byKey(DatasetNode.ByKey byKey) {
        OpenStage below = open(byKey.input());
        int from = end(below, byKey.scatter(), text.scatters(below.bytes()), new Cache());
        return exchanged(
                byKey.gather(),
                byKey.gather().name() + ", from stage " + from + ": " + text.rule(below.bytes()),
                List.of(from),
                below);
    }

    private OpenStage sorted(DatasetNode.Sorted sorted) {
        OpenStage below = open(sorted.input());
        int from = end(below, new SinkOperators.Sort(sorted.key()), PlanText.SORTS, new Cache());
        return exchanged(
                new SourceOperator.Sorting(sorted.key()),
                "merges the sorted runs of stage " + from + ", each call a range of keys: " + text.rule(below.bytes()),
                List.of(from),
                below);
    }

    /** @param below what the stages that leave the runs read, all together */
    private OpenStage exchanged(SourceOperator.FromExchange source, String reads, List<Integer> from, OpenStage below) {
        String why = text.exchange(source, below.bytes(), below.calls());
        return OpenStage.behind(source, new StageGraph.Exchanged(reads, from, why));
    }

    /** The plans that a join can come to, the first that is possible being taken. Where sizes are known already, it is only one. */
    private List<JoinPlan> plans(DatasetNode.Join join, OpenStage left, OpenStage right) {
        List<JoinPlan> plans = new ArrayList<>();
        boolean rightMay = join.kind() != JoinKind.FULL && join.right().isExact();
        boolean leftMay = join.kind() == JoinKind.INNER && join.left().isExact();
        if (rightMay && couldBeSmall(right)) {
            plans.add(JoinPlan.RIGHT_WHOLE);
            if (right.isKnown()) {
                return plans;
            }
        }
        if (leftMay && couldBeSmall(left)) {
            plans.add(JoinPlan.LEFT_WHOLE);
            if (left.isKnown()) {
                return plans;
            }
        }
        plans.add(JoinPlan.EXCHANGE);
        return plans;
    }

    private boolean couldBeSmall(OpenStage side) {
        return !side.isKnown() || partitions.isSmall(side.bytes());
    }

    private OpenStage join(DatasetNode.Join join) {
        OpenStage left = open(join.left());
        OpenStage right = open(join.right());
        List<JoinPlan> plans = plans(join, left, right);
        if (plans.equals(List.of(JoinPlan.RIGHT_WHOLE))) {
            int small = end(right, new SinkOperators.JoinSide(join.rightKeys()), PlanText.WHOLE, new Cache());
            return whole(left, join.leftKeys(), small, right, join.kind(), true);
        }
        if (plans.equals(List.of(JoinPlan.LEFT_WHOLE))) {
            int small = end(left, new SinkOperators.JoinSide(join.leftKeys()), PlanText.WHOLE, new Cache());
            return whole(right, join.rightKeys(), small, left, join.kind(), false);
        }
        OpenStage both = left.and(right);
        String leaves = text.scatters(both.bytes()) + (plans.size() == 1 ? "" : PlanText.OR_WHOLE);
        int leftStage = end(left, new SinkOperators.JoinSide(join.leftKeys()), leaves, new Cache());
        int rightStage = end(right, new SinkOperators.JoinSide(join.rightKeys()), leaves, new Cache());
        OpenStage exchanged = exchanged(
                new SourceOperator.Joining(join.kind()),
                join.kind() + " join of stages " + leftStage + " and " + rightStage + ": " + text.rule(both.bytes()),
                List.of(leftStage, rightStage),
                both);
        if (plans.size() == 1) {
            return exchanged;
        }
        int number = joins.size();
        joins.add(new StageGraph.Join(leftStage, rightStage, plans));
        OpenStage alternatives = OpenStage.NOTHING;
        for (JoinPlan plan : plans.reversed()) {
            OpenStage joined = switch (plan) {
                case EXCHANGE -> exchanged;
                case RIGHT_WHOLE -> whole(left, join.leftKeys(), rightStage, right, join.kind(), true);
                case LEFT_WHOLE -> whole(right, join.rightKeys(), leftStage, left, join.kind(), false);
            };
            alternatives = alternatives.and(joined.where(new StageGraph.Condition(number, plan)));
        }
        return alternatives.ofUnknownSize();
    }

    private OpenStage whole(
            OpenStage large, KeyExtractor keys, int smallStage, OpenStage small, JoinKind kind, boolean smallIsRight) {
        String does = text.readsWhole(smallIsRight ? "right" : "left", smallStage, small.bytes());
        return large.then(new BroadcastJoin(keys, smallStage, List.of(), kind, smallIsRight), does, smallStage);
    }

    private OpenStage cached(DatasetNode.Cached cached) {
        SourceOperator source = new SourceOperator.InTurn("cached");
        Cache.Records there = cached.cache().ifThere();
        if (there != null) {
            long bytes = there.runs().stream().mapToLong(Run::bytes).sum();
            return OpenStage.ready(source, PlanText.KEPT, CallInput.whole(there.runs()), there.code(), bytes);
        }
        Integer known = caches.get(cached.cache());
        int stage = known != null
                ? known
                : end(open(cached.input()), new SinkOperators.Keep(), PlanText.KEEPS, cached.cache());
        caches.put(cached.cache(), stage);
        return OpenStage.behind(source, new StageGraph.Kept("reads what stage " + stage + " kept", stage));
    }
}

package dev.kinglet.plan.planner;

import dev.kinglet.BadRecords;
import dev.kinglet.closure.ProgramCode;
import dev.kinglet.format.Share;
import dev.kinglet.format.SharePlanner;
import dev.kinglet.pipeline.BroadcastJoin;
import dev.kinglet.pipeline.Ending;
import dev.kinglet.pipeline.Endings;
import dev.kinglet.pipeline.Intake;
import dev.kinglet.pipeline.Keying;
import dev.kinglet.pipeline.StageTask;
import dev.kinglet.pipeline.TaskInput;
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
    private final PartitionPlan partitions;
    private final SharePlan shares;
    private final List<StageGraph.Stage> stages = new ArrayList<>();
    private final List<Plan.Part> parts = new ArrayList<>();
    private final List<StageGraph.Join> joins = new ArrayList<>();
    private final IdentityHashMap<Cache, Integer> caches = new IdentityHashMap<>();

    private Planner(ExchangePlan exchanges, Stores stores) {
        this.stores = stores;
        this.partitions = new PartitionPlan(exchanges.workers());
        this.shares = new SharePlan(exchanges.workers());
        this.text = new PlanText(exchanges, partitions, shares);
    }

    /**
     * Plans an action.
     *
     * @param exchanges how the action's exchanges will be planned
     * @param ending what becomes of the dataset's records
     * @param leaves the same in words
     * @param stores whose stores sources are looked for in
     */
    public static Plan plan(Node node, Ending ending, String leaves, ExchangePlan exchanges, Stores stores) {
        Planner planner = new Planner(exchanges, stores);
        planner.end(planner.open(node), ending, leaves, new Cache());
        return new Plan(new StageGraph(planner.stages, planner.joins), planner.parts);
    }

    private int end(OpenStage open, Ending ending, String leaves, Cache cache) {
        int number = stages.size() + 1;
        stages.add(new StageGraph.Stage(
                number, open.pipelines().stream().map(OpenStage.Way::pipeline).toList(), leaves));
        List<StageTask.Feed> feeds =
                open.pipelines().stream().map(OpenStage.Way::feed).toList();
        parts.add(new Plan.Part(
                new StageTask(feeds, ending),
                open.pipelines().stream().map(OpenStage.Way::ready).toList(),
                open.code(),
                cache));
        return number;
    }

    private OpenStage open(Node node) {
        return switch (node) {
            case Node.Read read -> read(read);
            case Node.Each each ->
                open(each.input()).then(each.operator(), each.operator().name(), 0);
            case Node.Union union -> open(union.first()).and(open(union.second()));
            case Node.ByKey byKey -> byKey(byKey);
            case Node.Sorted sorted -> sorted(sorted);
            case Node.Join join -> join(join);
            case Node.Cached cached -> cached(cached);
        };
    }

    private OpenStage read(Node.Read read) {
        List<? extends Share<?>> found =
                SharePlanner.plan(read.source(), stores, shares.targetBytes(), shares.leastShares());
        long bytes = found.stream().mapToLong(Share::bytes).sum();
        Intake intake = new Intake.FromSource(
                read.source().toString(), everywhere(read.source().badRecords()));
        List<TaskInput> inputs =
                found.stream().<TaskInput>map(TaskInput.OfShare::new).toList();
        return OpenStage.ready(intake, text.reads(read.source(), found.size(), bytes), inputs, ProgramCode.NONE, bytes);
    }

    private static BadRecords everywhere(BadRecords policy) {
        return policy.location() == null ? policy : BadRecords.redirectTo(Stores.absolute(policy.location()));
    }

    private OpenStage byKey(Node.ByKey byKey) {
        OpenStage below = open(byKey.input());
        int from = end(below, byKey.scatter(), text.scatters(below.bytes()), new Cache());
        return exchanged(
                byKey.gather(),
                byKey.gather().name() + ", from stage " + from + ": " + text.rule(below.bytes()),
                List.of(from),
                below);
    }

    private OpenStage sorted(Node.Sorted sorted) {
        OpenStage below = open(sorted.input());
        int from = end(below, new Endings.Sort(sorted.key()), PlanText.SORTS, new Cache());
        return exchanged(
                new Intake.Sorting(sorted.key()),
                "merges the sorted runs of stage " + from + ", each call a range of keys: " + text.rule(below.bytes()),
                List.of(from),
                below);
    }

    /** @param below what the stages that leave the runs read, all together */
    private OpenStage exchanged(Intake.FromExchange intake, String reads, List<Integer> from, OpenStage below) {
        String why = text.exchange(intake, below.bytes(), below.calls());
        return OpenStage.behind(intake, new StageGraph.Exchanged(reads, from, why));
    }

    /** The plans that a join can come to, the first that is possible being taken. Where sizes are known already, it is only one. */
    private List<JoinPlan> plans(Node.Join join, OpenStage left, OpenStage right) {
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

    private OpenStage join(Node.Join join) {
        OpenStage left = open(join.left());
        OpenStage right = open(join.right());
        List<JoinPlan> plans = plans(join, left, right);
        if (plans.equals(List.of(JoinPlan.RIGHT_WHOLE))) {
            int small = end(right, new Endings.JoinSide(join.rightKeying()), PlanText.WHOLE, new Cache());
            return whole(left, join.leftKeying(), small, right, join.kind(), true);
        }
        if (plans.equals(List.of(JoinPlan.LEFT_WHOLE))) {
            int small = end(left, new Endings.JoinSide(join.leftKeying()), PlanText.WHOLE, new Cache());
            return whole(right, join.rightKeying(), small, left, join.kind(), false);
        }
        OpenStage both = left.and(right);
        String leaves = text.scatters(both.bytes()) + (plans.size() == 1 ? "" : PlanText.OR_WHOLE);
        int leftStage = end(left, new Endings.JoinSide(join.leftKeying()), leaves, new Cache());
        int rightStage = end(right, new Endings.JoinSide(join.rightKeying()), leaves, new Cache());
        OpenStage exchanged = exchanged(
                new Intake.Joining(join.kind()),
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
                case RIGHT_WHOLE -> whole(left, join.leftKeying(), rightStage, right, join.kind(), true);
                case LEFT_WHOLE -> whole(right, join.rightKeying(), leftStage, left, join.kind(), false);
            };
            alternatives = alternatives.and(joined.where(new StageGraph.Condition(number, plan)));
        }
        return alternatives.ofUnknownSize();
    }

    private OpenStage whole(
            OpenStage large, Keying keying, int smallStage, OpenStage small, JoinKind kind, boolean smallIsRight) {
        String does = text.readsWhole(smallIsRight ? "right" : "left", smallStage, small.bytes());
        return large.then(new BroadcastJoin(keying, smallStage, List.of(), kind, smallIsRight), does, smallStage);
    }

    private OpenStage cached(Node.Cached cached) {
        Intake intake = new Intake.InTurn("cached");
        Cache.Records there = cached.cache().ifThere();
        if (there != null) {
            long bytes = there.runs().stream().mapToLong(Run::bytes).sum();
            return OpenStage.ready(intake, PlanText.KEPT, TaskInput.whole(there.runs()), there.code(), bytes);
        }
        Integer known = caches.get(cached.cache());
        int stage =
                known != null ? known : end(open(cached.input()), new Endings.Keep(), PlanText.KEEPS, cached.cache());
        caches.put(cached.cache(), stage);
        return OpenStage.behind(intake, new StageGraph.Kept("reads what stage " + stage + " kept", stage));
    }
}

package dev.kinglet.plan.interpreter;

import dev.kinglet.closure.ProgramCode;
import dev.kinglet.operator.CallInput;
import dev.kinglet.operator.CallOutput;
import dev.kinglet.operator.Layout;
import dev.kinglet.operator.SourceOperator;
import dev.kinglet.operator.StageFunction;
import dev.kinglet.plan.StageGraph;
import dev.kinglet.plan.StageGraph.Exchanged;
import dev.kinglet.plan.StageGraph.JoinPlan;
import dev.kinglet.plan.StageGraph.Pipeline;
import dev.kinglet.plan.planner.Cache;
import dev.kinglet.plan.planner.ExchangePlanner;
import dev.kinglet.plan.planner.HashPartition;
import dev.kinglet.plan.planner.Partition;
import dev.kinglet.plan.planner.Partitioning;
import dev.kinglet.plan.planner.Plan;
import dev.kinglet.plan.planner.RangePartition;
import dev.kinglet.reduce.BlockRange;
import dev.kinglet.reduce.Run;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs a graph from its end: what the last stage reads is what other stages have to leave, and so on. So a stage runs only if it is needed,
 * and those that a stage needs run side by side, but where the size of one decides the plan of another. For one run.
 */
public final class Interpreter {

    private final Plan plan;
    private final Partitioning partitions;
    private final StageRunner runner;
    private final ExchangeRun exchange;
    private final Consumer<? super Refinement> refined;
    private final SideBySide sideBySide;

    /**
     * @param exchanges how exchanges are planned when their sizes are known
     * @param refined hears of what was decided, in any thread
     */
    public Interpreter(Plan plan, ExchangePlanner exchanges, StageRunner runner, Consumer<? super Refinement> refined) {
        this.plan = plan;
        this.partitions = new Partitioning(exchanges.workers());
        this.runner = runner;
        this.exchange = new ExchangeRun(exchanges, partitions, runner);
        this.refined = refined;
        this.sideBySide = new SideBySide(runner::cancel);
    }

    private StageGraph.Stage last() {
        return plan.graph().stages().getLast();
    }

    /** What the calls of the last stage tell. */
    public List<CallOutput> run() {
        return run(inputs(last()), Layout.PLAIN).outputs();
    }

    /** The first values that the last stage leaves, from as few of its calls as that takes: one, then four times as many as before. */
    public List<Object> take(int many) {
        StageInputs inputs = inputs(last());
        List<StageFunction.Call> left = inputs.tasks(Layout.PLAIN);
        List<Object> values = new ArrayList<>();
        int calls = 1;
        while (values.size() < many && !left.isEmpty()) {
            List<StageFunction.Call> next = left.subList(0, Math.min(calls, left.size()));
            runner.run(inputs.function(), next, inputs.code())
                    .outputs()
                    .forEach(output -> values.addAll(output.values()));
            left = left.subList(next.size(), left.size());
            calls *= 4;
        }
        return values.subList(0, Math.min(many, values.size()));
    }

    private StageOutput run(StageInputs inputs, Layout layout) {
        List<StageFunction.Call> tasks = inputs.tasks(layout);
        return tasks.isEmpty()
                ? new StageOutput(List.of(), inputs.code())
                : runner.run(inputs.function(), tasks, inputs.code());
    }

    /** What one pipeline has to work on. */
    private record Source(List<CallInput> inputs, ProgramCode code, long bytes) {}

    /** A pipeline that there is, with all that it reads. */
    private record Found(int number, Source source, Map<Integer, StageOutput> whole) {}

    /** What a stage has to work on. Runs the stages that leave it. */
    private StageInputs inputs(StageGraph.Stage stage) {
        List<Supplier<List<Found>>> pipelines = new ArrayList<>();
        for (int number = 0; number < stage.pipelines().size(); number++) {
            int place = number;
            pipelines.add(() -> found(stage, place));
        }
        List<Found> found =
                sideBySide.all(pipelines).stream().flatMap(List::stream).toList();
        Map<Integer, StageOutput> whole = new HashMap<>();
        found.forEach(pipeline -> whole.putAll(pipeline.whole()));
        ProgramCode code = plan.part(stage.number()).code();
        for (Found pipeline : found) {
            code = code.and(pipeline.source().code());
        }
        for (StageOutput side : whole.values()) {
            code = code.and(side.code());
        }
        return new StageInputs(
                plan.part(stage.number())
                        .function()
                        .only(found.stream().map(Found::number).toList())
                        .reading(side ->
                                ranges(Objects.requireNonNull(whole.get(side)).runs())),
                found.stream().map(pipeline -> pipeline.source().inputs()).toList(),
                code,
                found.stream().mapToLong(pipeline -> pipeline.source().bytes()).sum());
    }

    private static List<BlockRange> ranges(List<Run> runs) {
        return runs.stream().map(Run::whole).toList();
    }

    /** A pipeline of a stage, or nothing if its conditions do not hold. */
    private List<Found> found(StageGraph.Stage stage, int number) {
        Pipeline pipeline = stage.pipelines().get(number);
        for (StageGraph.Condition condition : pipeline.conditions()) {
            if (planOf(condition.join()) != condition.plan()) {
                return List.of();
            }
        }
        SourceOperator source =
                plan.part(stage.number()).function().pipelines().get(number).source();
        List<Supplier<Object>> needed = new ArrayList<>();
        needed.add(() -> source(
                pipeline.input(), source, plan.part(stage.number()).ready().get(number)));
        List<Integer> sides = pipeline.operators().stream()
                .map(StageGraph.Operator::reads)
                .filter(side -> side > 0)
                .toList();
        sides.forEach(side -> needed.add(() -> whole(side)));
        List<Object> there = sideBySide.all(needed);
        Map<Integer, StageOutput> whole = new HashMap<>();
        for (int side = 0; side < sides.size(); side++) {
            whole.put(sides.get(side), (StageOutput) there.get(side + 1));
        }
        return List.of(new Found(number, (Source) there.getFirst(), whole));
    }

    private Source source(StageGraph.Input input, SourceOperator source, List<CallInput> ready) {
        return switch (input) {
            case StageGraph.Ready there -> new Source(ready, ProgramCode.NONE, there.bytes());
            case StageGraph.Kept kept -> kept(kept.stage());
            case Exchanged exchanged ->
                sideBySide.once(exchanged.stages(), () -> exchanged(exchanged, (SourceOperator.FromExchange) source));
        };
    }

    private Source kept(int stage) {
        Cache.Records records = sideBySide.once(
                stage,
                () -> plan.part(stage).cache().get(() -> {
                    StageOutput output = run(inputs(plan.graph().stage(stage)), Layout.PLAIN);
                    return new Cache.Records(output.runs(), output.code());
                }));
        return new Source(
                CallInput.whole(records.runs()),
                records.code(),
                records.runs().stream().mapToLong(Run::bytes).sum());
    }

    /** All that the small side of a join leaves. */
    private StageOutput whole(int stage) {
        return sideBySide.once(stage, () -> run(inputs(plan.graph().stage(stage)), Layout.PLAIN));
    }

    private List<StageInputs> inputsOf(List<Integer> stages) {
        return sideBySide.all(stages.stream()
                .<Supplier<StageInputs>>map(stage -> () -> inputs(plan.graph().stage(stage)))
                .toList());
    }

    /** What consumers of an exchange have to work on. */
    private Source exchanged(Exchanged exchanged, SourceOperator.FromExchange source) {
        List<StageInputs> below = inputsOf(exchanged.stages());
        Layout layout = source instanceof SourceOperator.Sorting
                ? Layout.PLAIN
                : Layout.of(partitions.slices(
                        below.stream().mapToLong(StageInputs::bytes).sum()));
        List<StageOutput> told = sideBySide.all(below.stream()
                .<Supplier<StageOutput>>map(inputs -> () -> run(inputs, layout))
                .toList());
        ProgramCode code = told.stream().map(StageOutput::code).reduce(ProgramCode.NONE, ProgramCode::and);
        long rows = told.stream().mapToLong(StageOutput::rows).sum();
        List<List<Run>> runs = told.stream().map(StageOutput::runs).toList();
        Partition all = source instanceof SourceOperator.Sorting sorting
                ? new RangePartition(runs.getFirst(), sorting.key())
                : new HashPartition(runs, layout.slices());
        ExchangeRun.ExchangeInput input = exchange.bring(
                all,
                code,
                new ExchangeRun.Combiners(
                        source.combiners(), calls -> new Layout(layout.sliceBits(), rows / Math.max(1, calls))));
        refined.accept(new Refinement.OfExchange(exchanged.stages(), source.name(), input.why()));
        return new Source(input.inputs(), input.code(), input.bytes());
    }

    private JoinPlan planOf(int join) {
        return sideBySide.once(plan.graph().joins().get(join), () -> choose(join));
    }

    private JoinPlan choose(int number) {
        StageGraph.Join join = plan.graph().joins().get(number);
        List<StageInputs> sides = inputsOf(List.of(join.left(), join.right()));
        JoinPlan chosen = join.plans().stream()
                .filter(possible -> switch (possible) {
                    case LEFT_WHOLE -> partitions.isSmall(sides.getFirst().bytes());
                    case RIGHT_WHOLE -> partitions.isSmall(sides.getLast().bytes());
                    case EXCHANGE -> true;
                })
                .findFirst()
                .orElseThrow();
        refined.accept(new Refinement.OfJoin(number, chosen));
        return chosen;
    }
}

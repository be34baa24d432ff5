package dev.kinglet.plan.interpreter;

import dev.kinglet.closure.ProgramCode;
import dev.kinglet.operator.CallInput;
import dev.kinglet.operator.CallOutput;
import dev.kinglet.operator.Layout;
import dev.kinglet.operator.StageFunction;
import dev.kinglet.plan.planner.ExchangePlanner;
import dev.kinglet.plan.planner.Partition;
import dev.kinglet.plan.planner.Partitioning;
import dev.kinglet.reduce.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Brings what producers left to its consumers: as it is, or through stages of combiners where that is cheaper, or where there are more runs
 * than a consumer's memory can merge.
 */
final class ExchangeRun {

    /**
     * How combiners work.
     *
     * @param layout of what they leave, given how many of them there are
     */
    record Combiners(StageFunction function, IntFunction<Layout> layout) {}

    private final ExchangePlanner plan;
    private final Partitioning partitions;
    private final StageRunner runner;

    ExchangeRun(ExchangePlanner plan, Partitioning partitions, StageRunner runner) {
        this.plan = plan;
        this.partitions = partitions;
        this.runner = runner;
    }

    /**
     * What the consumers read.
     *
     * @param inputs one a consumer
     * @param code what their rows are made of
     * @param bytes of all that they read
     * @param why it came to them as it did
     */
    record ExchangeInput(List<CallInput> inputs, ProgramCode code, long bytes, String why) {}

    ExchangeInput bring(Partition all, ProgramCode code, Combiners combiners) {
        ExchangePlanner.Load load =
                new ExchangePlanner.Load(all.bytes(), all.runCount(), partitions.partitions(all.bytes()));
        ExchangePlanner.Strategy way = plan.choose(load);
        ExchangePlanner.Grid grid = way.grid();
        List<Partition> parts = List.of(all);
        ProgramCode combinedCode = code;
        int rounds = 0;
        if (grid != null) {
            parts = all.cut(grid.parts());
            // Runs beyond memory squared take more than one round; each leaves a root of what was there.
            do {
                Combined combined = combine(parts, grid.runsEach(), combinedCode, combiners);
                parts = combined.parts();
                combinedCode = combined.code();
                rounds++;
            } while (parts.stream().anyMatch(part -> part.runCount() > plan.mostRuns()));
        }
        long bytes = parts.stream().mapToLong(Partition::bytes).sum();
        return new ExchangeInput(
                partitions.inputs(parts),
                combinedCode,
                bytes,
                rounds < 2 ? way.why() : way.why() + "; these were " + rounds + " rounds of combiners");
    }

    private record Combined(List<Partition> parts, ProgramCode code) {}

    /** Has each part's runs merged in groups, and gives the parts with the runs that come of it. */
    private Combined combine(List<Partition> parts, int runsEach, ProgramCode code, Combiners combiners) {
        List<List<List<Partition>>> groups =
                parts.stream().map(part -> part.groups(runsEach)).toList();
        List<Partition> partitions =
                groups.stream().flatMap(List::stream).flatMap(List::stream).toList();
        Layout layout = combiners.layout().apply(partitions.size());
        List<StageFunction.Call> tasks = partitions.stream()
                .map(partition -> new StageFunction.Call(0, partition.input(), layout))
                .toList();
        StageOutput told =
                tasks.isEmpty() ? new StageOutput(List.of(), code) : runner.run(combiners.function(), tasks, code);
        List<Partition> combined = new ArrayList<>();
        int call = 0;
        for (int part = 0; part < parts.size(); part++) {
            List<List<Run>> sides = new ArrayList<>();
            for (List<Partition> side : groups.get(part)) {
                List<CallOutput> outputs = told.outputs().subList(call, call + side.size());
                sides.add(outputs.stream()
                        .flatMap(output -> output.runs().stream())
                        .toList());
                call += side.size();
            }
            combined.add(parts.get(part).in(sides));
        }
        return new Combined(combined, told.code());
    }
}

package dev.kinglet.job;

import dev.kinglet.closure.ProgramCode;
import dev.kinglet.pipeline.Ending;
import dev.kinglet.pipeline.Intake;
import dev.kinglet.pipeline.StageTask;
import dev.kinglet.pipeline.TaskInput;
import dev.kinglet.pipeline.TaskOutput;
import dev.kinglet.plan.ExchangePlan;
import dev.kinglet.plan.Feeds;
import dev.kinglet.plan.PartitionPlan;
import dev.kinglet.plan.Span;
import dev.kinglet.reduce.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/**
 * Brings what producers left to its consumers: as it is, or through stages of combiners where that is cheaper, or where there are more runs
 * than a consumer's memory can merge. Confined to the caller's thread.
 */
final class DatasetExchange {

    /** Runs a stage of the job. */
    interface Stages {
        DatasetRun.Told run(Feeds feeds, Ending ending);
    }

    /**
     * How combiners work.
     *
     * @param intake how they take up runs
     * @param ending how they leave them, given how many of them there are
     */
    record Combiners(Intake intake, LongFunction<Ending> ending) {}

    private final ExchangePlan plan;
    private final PartitionPlan partitions;
    private final Stages stages;

    DatasetExchange(ExchangePlan plan, PartitionPlan partitions, Stages stages) {
        this.plan = plan;
        this.partitions = partitions;
        this.stages = stages;
    }

    /**
     * What the consumers read.
     *
     * @param inputs one a consumer
     * @param code what their rows are made of
     * @param bytes of all that they read
     * @param why it came to them as it did
     */
    record Brought(List<TaskInput> inputs, ProgramCode code, long bytes, String why) {}

    Brought bring(Span all, ProgramCode code, Combiners combiners) {
        ExchangePlan.Load load = new ExchangePlan.Load(all.bytes(), all.runCount(), partitions.partitions(all.bytes()));
        ExchangePlan.Way way = plan.choose(load);
        ExchangePlan.Grid grid = way.grid();
        List<Span> parts = List.of(all);
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
        long bytes = parts.stream().mapToLong(Span::bytes).sum();
        return new Brought(
                partitions.inputs(parts),
                combinedCode,
                bytes,
                rounds < 2 ? way.why() : way.why() + "; these were " + rounds + " rounds of combiners");
    }

    private record Combined(List<Span> parts, ProgramCode code) {}

    /** Has each part's runs merged in groups, and gives the parts with the runs that come of it. */
    private Combined combine(List<Span> parts, int runsEach, ProgramCode code, Combiners combiners) {
        List<List<List<Span>>> groups =
                parts.stream().map(part -> part.groups(runsEach)).toList();
        List<TaskInput> inputs = groups.stream()
                .flatMap(List::stream)
                .flatMap(List::stream)
                .map(Span::input)
                .toList();
        StageTask.Feed way = new StageTask.Feed(combiners.intake(), List.of());
        DatasetRun.Told told = stages.run(
                new Feeds(List.of(new Feeds.Feed(way, inputs)), code, 0),
                combiners.ending().apply(inputs.size()));
        List<Span> combined = new ArrayList<>();
        int call = 0;
        for (int part = 0; part < parts.size(); part++) {
            List<List<Run>> sides = new ArrayList<>();
            for (List<Span> side : groups.get(part)) {
                List<TaskOutput> outputs = told.outputs().subList(call, call + side.size());
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

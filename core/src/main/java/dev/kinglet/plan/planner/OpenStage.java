package dev.kinglet.plan.planner;

import dev.kinglet.closure.ProgramCode;
import dev.kinglet.pipeline.Intake;
import dev.kinglet.pipeline.Operator;
import dev.kinglet.pipeline.StageTask;
import dev.kinglet.pipeline.TaskInput;
import dev.kinglet.plan.StageGraph;
import java.util.ArrayList;
import java.util.List;

/**
 * A stage of which nobody has said yet what it leaves.
 *
 * @param pipelines in the order of the records
 * @param code what the rows that lay there before the job are made of
 * @param bytes about how many it reads, or less than nothing where that shows only when stages before it have run
 * @param calls how many it has, where bytes are known
 */
record OpenStage(List<Way> pipelines, ProgramCode code, long bytes, int calls) {

    static final OpenStage NOTHING = new OpenStage(List.of(), ProgramCode.NONE, 0, 0);

    /**
     * A pipeline, as data and as what runs.
     *
     * @param ready what it reads of what lay there before the job
     */
    record Way(StageGraph.Pipeline pipeline, StageTask.Feed feed, List<TaskInput> ready) {

        Way then(Operator operator, String does, int reads) {
            return new Way(
                    new StageGraph.Pipeline(
                            pipeline.conditions(),
                            pipeline.input(),
                            and(pipeline.operators(), new StageGraph.Operator(does, reads))),
                    new StageTask.Feed(feed.intake(), and(feed.operators(), operator)),
                    ready);
        }

        /** The new condition first: what an outer join decides saves finding out what an inner one would. */
        Way where(StageGraph.Condition condition) {
            List<StageGraph.Condition> conditions = new ArrayList<>(List.of(condition));
            conditions.addAll(pipeline.conditions());
            return new Way(new StageGraph.Pipeline(conditions, pipeline.input(), pipeline.operators()), feed, ready);
        }

        private static <T> List<T> and(List<T> list, T last) {
            List<T> longer = new ArrayList<>(list);
            longer.add(last);
            return longer;
        }
    }

    private static OpenStage of(
            Intake intake, StageGraph.Input input, List<TaskInput> ready, ProgramCode code, long bytes) {
        Way way = new Way(
                new StageGraph.Pipeline(List.of(), input, List.of()), new StageTask.Feed(intake, List.of()), ready);
        return new OpenStage(List.of(way), code, bytes, ready.size());
    }

    /** A stage that reads what lies there already. */
    static OpenStage ready(Intake intake, String reads, List<TaskInput> inputs, ProgramCode code, long bytes) {
        return of(intake, new StageGraph.Ready(reads, inputs.size(), bytes), inputs, code, bytes);
    }

    /** A stage that reads what others leave. */
    static OpenStage behind(Intake intake, StageGraph.Input input) {
        return of(intake, input, List.of(), ProgramCode.NONE, -1);
    }

    boolean isKnown() {
        return bytes >= 0;
    }

    /** The same with an operator at the end of each pipeline. */
    OpenStage then(Operator operator, String does, int reads) {
        return with(
                pipelines.stream().map(way -> way.then(operator, does, reads)).toList(), bytes);
    }

    /** The same, as far as a condition holds. */
    OpenStage where(StageGraph.Condition condition) {
        return with(pipelines.stream().map(way -> way.where(condition)).toList(), bytes);
    }

    OpenStage ofUnknownSize() {
        return with(pipelines, -1);
    }

    private OpenStage with(List<Way> ways, long size) {
        return new OpenStage(ways, code, size, calls);
    }

    /** These records, then others. */
    OpenStage and(OpenStage others) {
        List<Way> all = new ArrayList<>(pipelines);
        all.addAll(others.pipelines);
        return new OpenStage(
                all,
                code.and(others.code),
                isKnown() && others.isKnown() ? bytes + others.bytes : -1,
                calls + others.calls);
    }
}

package dev.kinglet.plan.planner;

import dev.kinglet.closure.ProgramCode;
import dev.kinglet.operator.CallInput;
import dev.kinglet.operator.Operator;
import dev.kinglet.operator.SourceOperator;
import dev.kinglet.operator.StageFunction;
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
record OpenStage(List<OpenPipeline> pipelines, ProgramCode code, long bytes, int calls) {

    static final OpenStage NOTHING = new OpenStage(List.of(), ProgramCode.NONE, 0, 0);

    /**
     * A pipeline.
     *
     * @param data in the graph
     * @param code in the stage's function
     * @param ready what it reads of what lay there before the job
     */
    record OpenPipeline(StageGraph.Pipeline data, StageFunction.Pipeline code, List<CallInput> ready) {

        OpenPipeline then(Operator operator, String does, int reads) {
            return new OpenPipeline(
                    new StageGraph.Pipeline(
                            data.conditions(),
                            data.input(),
                            and(data.operators(), new StageGraph.Operator(does, reads))),
                    new StageFunction.Pipeline(code.source(), and(code.operators(), operator)),
                    ready);
        }

        /** The new condition first: what an outer join decides saves finding out what an inner one would. */
        OpenPipeline where(StageGraph.Condition condition) {
            List<StageGraph.Condition> conditions = new ArrayList<>(List.of(condition));
            conditions.addAll(data.conditions());
            return new OpenPipeline(new StageGraph.Pipeline(conditions, data.input(), data.operators()), code, ready);
        }

        private static <T> List<T> and(List<T> list, T last) {
            List<T> longer = new ArrayList<>(list);
            longer.add(last);
            return longer;
        }
    }

    private static OpenStage of(
            SourceOperator source, StageGraph.Input input, List<CallInput> ready, ProgramCode code, long bytes) {
        OpenPipeline open = new OpenPipeline(
                new StageGraph.Pipeline(List.of(), input, List.of()),
                new StageFunction.Pipeline(source, List.of()),
                ready);
        return new OpenStage(List.of(open), code, bytes, ready.size());
    }

    /** A stage that reads what lies there already. */
    static OpenStage ready(SourceOperator source, String reads, List<CallInput> inputs, ProgramCode code, long bytes) {
        return of(source, new StageGraph.Ready(reads, inputs.size(), bytes), inputs, code, bytes);
    }

    /** A stage that reads what others leave. */
    static OpenStage behind(SourceOperator source, StageGraph.Input input) {
        return of(source, input, List.of(), ProgramCode.NONE, -1);
    }

    boolean isKnown() {
        return bytes >= 0;
    }

    /** The same with an operator at the end of each pipeline. */
    OpenStage then(Operator operator, String does, int reads) {
        return with(
                pipelines.stream().map(open -> open.then(operator, does, reads)).toList(), bytes);
    }

    /** The same, as far as a condition holds. */
    OpenStage where(StageGraph.Condition condition) {
        return with(pipelines.stream().map(open -> open.where(condition)).toList(), bytes);
    }

    OpenStage ofUnknownSize() {
        return with(pipelines, -1);
    }

    private OpenStage with(List<OpenPipeline> open, long size) {
        return new OpenStage(open, code, size, calls);
    }

    /** These records, then others. */
    OpenStage and(OpenStage others) {
        List<OpenPipeline> all = new ArrayList<>(pipelines);
        all.addAll(others.pipelines);
        return new OpenStage(
                all,
                code.and(others.code),
                isKnown() && others.isKnown() ? bytes + others.bytes : -1,
                calls + others.calls);
    }
}

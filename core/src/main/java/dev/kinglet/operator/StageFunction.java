package dev.kinglet.operator;

import dev.kinglet.CallContext;
import dev.kinglet.RemoteFunction;
import dev.kinglet.reduce.BlockRange;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The function of a dataset's stage: reads the input of a call, takes it through the operators, and ends it. All operators between two
 * exchanges are one pass over the records. It is complete before the first call of a job: what only shows when stages before it have run
 * comes with each call's {@link Call}.
 *
 * @param pipelines where records may come from; an input says which it belongs to
 * @param sink what becomes of the records
 */
public record StageFunction(List<Pipeline> pipelines, SinkOperator sink)
        implements RemoteFunction<StageFunction.Call, CallOutput> {

    /**
     * One way for records into the stage.
     *
     * @param operators in the order in which they are applied
     */
    public record Pipeline(SourceOperator source, List<Operator> operators) implements Serializable {}

    /**
     * The input of one call.
     *
     * @param pipeline which of the pipelines it belongs to
     * @param layout how what the call leaves is laid out, as the sizes of what the stage reads have it
     */
    public record Call(int pipeline, CallInput input, Layout layout) implements Serializable {}

    public StageFunction {
        pipelines = List.copyOf(pipelines);
    }

    @Override
    public CallOutput apply(Call call) throws Exception {
        try (OperatorContext context = new OperatorContext(CallContext.current(), call.layout())) {
            Pipeline pipeline = pipelines.get(call.pipeline());
            BadRecordLog bad = new BadRecordLog(pipeline.source().badRecords(), context);
            Iterator<Object> records = pipeline.source().open(call.input(), context, bad);
            for (Operator operator : pipeline.operators()) {
                records = operator.apply(records, context);
            }
            CallOutput output = sink.consume(records, context);
            return output.with(bad.count(), bad.commit());
        }
    }

    /** A function of which only some of the pipelines are asked for; this one if that is all of them. */
    public StageFunction only(List<Integer> some) {
        return some.size() == pipelines.size()
                ? this
                : new StageFunction(some.stream().map(pipelines::get).toList(), sink);
    }

    /** The same with the small sides of its broadcast joins, where it has any. */
    public StageFunction reading(IntFunction<List<BlockRange>> sides) {
        boolean any = pipelines.stream()
                .flatMap(pipeline -> pipeline.operators().stream())
                .anyMatch(BroadcastJoin.class::isInstance);
        return any
                ? new StageFunction(
                        pipelines.stream()
                                .map(pipeline -> reading(pipeline, sides))
                                .toList(),
                        sink)
                : this;
    }

    private static Pipeline reading(Pipeline pipeline, IntFunction<List<BlockRange>> sides) {
        List<Operator> operators = new ArrayList<>();
        for (Operator operator : pipeline.operators()) {
            operators.add(operator instanceof BroadcastJoin join ? join.reading(sides.apply(join.side())) : operator);
        }
        return new Pipeline(pipeline.source(), operators);
    }
}

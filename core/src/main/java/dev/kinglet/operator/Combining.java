package dev.kinglet.operator;

import dev.kinglet.Aggregation;
import dev.kinglet.format.BadRecordListener;
import dev.kinglet.reduce.MergedRun;
import dev.kinglet.reduce.RunWriter;
import dev.kinglet.reduce.SortKey;
import java.util.Iterator;
import java.util.List;

/**
 * The stage between the producers and the consumers of an exchange with two levels. Its calls, the combiners, read some of the keys from some
 * of the runs, and leave them as one producer would have left them.
 */
public final class Combining {

    private Combining() {}

    /** Pairs of keys and values, merged. */
    public record Pairs() implements SourceOperator {
        @Override
        public Iterator<Object> open(CallInput input, OperatorContext context, BadRecordListener bad) {
            return context.exchange().merged(((CallInput.OfPartition) input).ranges());
        }

        @Override
        public String name() {
            return "merge pairs";
        }
    }

    /** Accumulators, those of each key joined into one: what was combined where it was read is combined further. */
    public record Accumulators(Aggregation<Object, Object, Object> aggregation) implements SourceOperator {
        @Override
        public Iterator<Object> open(CallInput input, OperatorContext context, BadRecordListener bad) {
            return context.exchange().accumulated(((CallInput.OfPartition) input).ranges(), aggregation);
        }

        @Override
        public String name() {
            return "merge accumulators";
        }
    }

    /** Leaves pairs that come in the order of their keys' hashes. */
    public record InSlices() implements SinkOperator {
        @Override
        public CallOutput consume(Iterator<Object> pairs, OperatorContext context) {
            RunWriter runs = context.runs();
            long rows = MergedRun.write(runs, context.layout().slices(), pairs);
            return new CallOutput(rows, runs.finish(), List.of());
        }
    }

    /** Leaves rows that come sorted. */
    public record InOrder(SortKey key) implements SinkOperator {
        @Override
        public CallOutput consume(Iterator<Object> sorted, OperatorContext context) throws Exception {
            RunWriter runs = context.runs();
            long rows = MergedRun.write(runs, key, context.layout().rows(), sorted);
            return new CallOutput(rows, runs.finish(), List.of());
        }
    }
}

package dev.kinglet.operator;

import dev.kinglet.Aggregation;
import dev.kinglet.BadRecords;
import dev.kinglet.Count;
import dev.kinglet.Pair;
import dev.kinglet.format.BadRecordListener;
import dev.kinglet.format.RecordCursor;
import dev.kinglet.reduce.Exchange;
import dev.kinglet.reduce.JoinKind;
import dev.kinglet.reduce.JoinedRows;
import dev.kinglet.reduce.SortKey;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;

/** How a call comes by its records. */
public interface SourceOperator extends Serializable {

    /** The records of an input. */
    Iterator<Object> open(CallInput input, OperatorContext context, BadRecordListener bad) throws Exception;

    /** What {@code explain} calls it. */
    String name();

    /** What becomes of records that do not fit. */
    default BadRecords badRecords() {
        return BadRecords.fail();
    }

    /** From an exchange. */
    interface FromExchange extends SourceOperator {

        /** The function of the calls that bring runs together before the consumers read them, where there are too many for that. */
        StageFunction combiners();
    }

    private static StageFunction combiners(SourceOperator source, SinkOperator sink) {
        return new StageFunction(List.of(new StageFunction.Pipeline(source, List.of())), sink);
    }

    /** From a source. */
    record FromSource(String name, BadRecords badRecords) implements SourceOperator {
        @Override
        @SuppressWarnings("unchecked") // an iterator of anything gives objects
        public Iterator<Object> open(CallInput input, OperatorContext context, BadRecordListener bad) {
            RecordCursor<?> records = ((CallInput.OfShare) input).share().open(bad);
            context.onClose(records::close);
            return (RecordCursor<Object>) records;
        }
    }

    /** From what an earlier stage left, as it is. */
    record InTurn(String name) implements SourceOperator {
        @Override
        public Iterator<Object> open(CallInput input, OperatorContext context, BadRecordListener bad) {
            return context.exchange().inTurn(((CallInput.OfPartition) input).ranges());
        }
    }

    /** Accumulators of each key, joined and finished. */
    record Aggregating(Aggregation<Object, Object, Object> aggregation) implements FromExchange {
        @Override
        public Iterator<Object> open(CallInput input, OperatorContext context, BadRecordListener bad) {
            return context.exchange().aggregated(((CallInput.OfPartition) input).ranges(), aggregation);
        }

        @Override
        public StageFunction combiners() {
            return SourceOperator.combiners(new Combining.Accumulators(aggregation), new Combining.InSlices());
        }

        @Override
        public String name() {
            return "aggregate by key";
        }
    }

    /** The counts of each key, added up. */
    record Counting() implements FromExchange {

        private static final Aggregation<Object, Object, Object> SUM = new Aggregation<>() {
            @Override
            public Object first(Object value) {
                return value;
            }

            @Override
            public Object add(Object accumulated, Object value) {
                return merge(accumulated, value);
            }

            @Override
            public Object merge(Object left, Object right) {
                return (Long) left + (Long) right;
            }

            @Override
            public Object finish(Object accumulated) {
                return accumulated;
            }
        };

        @Override
        public Iterator<Object> open(CallInput input, OperatorContext context, BadRecordListener bad) {
            Iterator<Object> sums = context.exchange().aggregated(((CallInput.OfPartition) input).ranges(), SUM);
            return new Operators.MapEach(pair ->
                            new Count<>(((Pair<?, ?>) pair).key(), (Long) ((Pair<?, ?>) pair).value()))
                    .apply(sums, context);
        }

        @Override
        public StageFunction combiners() {
            return SourceOperator.combiners(new Combining.Accumulators(SUM), new Combining.InSlices());
        }

        @Override
        public String name() {
            return "count by key";
        }
    }

    /** The values of each key. */
    record Grouping() implements FromExchange {
        @Override
        public Iterator<Object> open(CallInput input, OperatorContext context, BadRecordListener bad) {
            return context.exchange().grouped(((CallInput.OfPartition) input).ranges());
        }

        @Override
        public StageFunction combiners() {
            return SourceOperator.combiners(new Combining.Pairs(), new Combining.InSlices());
        }

        @Override
        public String name() {
            return "group by key";
        }
    }

    /** The pairs of values with equal keys. */
    record Joining(JoinKind kind) implements FromExchange {
        @Override
        public Iterator<Object> open(CallInput input, OperatorContext context, BadRecordListener bad) {
            CallInput.OfJoin sides = (CallInput.OfJoin) input;
            Exchange exchange = context.exchange();
            JoinedRows pairs = exchange.joined(sides.left(), sides.right(), kind);
            context.onClose(pairs::close);
            return pairs;
        }

        @Override
        public StageFunction combiners() {
            return SourceOperator.combiners(new Combining.Pairs(), new Combining.InSlices());
        }

        @Override
        public String name() {
            return kind + " join";
        }
    }

    /** Sorted runs, merged. */
    record Sorting(SortKey key) implements FromExchange {
        @Override
        public Iterator<Object> open(CallInput input, OperatorContext context, BadRecordListener bad) {
            CallInput.OfRange range = (CallInput.OfRange) input;
            return context.exchange().sorted(range.ranges(), key, range.from(), range.before());
        }

        @Override
        public StageFunction combiners() {
            return SourceOperator.combiners(this, new Combining.InOrder(key));
        }

        @Override
        public String name() {
            return "merge sorted runs";
        }
    }
}

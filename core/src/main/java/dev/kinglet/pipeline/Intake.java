package dev.kinglet.pipeline;

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
public interface Intake extends Serializable {

    /** The records of an input. */
    Iterator<Object> open(TaskInput input, TaskContext context, BadRecordListener bad) throws Exception;

    /** What {@code explain} calls it. */
    String name();

    /** What becomes of records that do not fit. */
    default BadRecords badRecords() {
        return BadRecords.fail();
    }

    /** From an exchange. */
    interface FromExchange extends Intake {

        /** The function of the calls that bring runs together before the consumers read them, where there are too many for that. */
        StageTask combiners();
    }

    private static StageTask combiners(Intake intake, Ending ending) {
        return new StageTask(List.of(new StageTask.Feed(intake, List.of())), ending);
    }

    /** From a source. */
    record FromSource(String name, BadRecords badRecords) implements Intake {
        @Override
        @SuppressWarnings("unchecked") // an iterator of anything gives objects
        public Iterator<Object> open(TaskInput input, TaskContext context, BadRecordListener bad) {
            RecordCursor<?> records = ((TaskInput.OfShare) input).share().open(bad);
            context.onClose(records::close);
            return (RecordCursor<Object>) records;
        }
    }

    /** From what an earlier stage left, as it is. */
    record InTurn(String name) implements Intake {
        @Override
        public Iterator<Object> open(TaskInput input, TaskContext context, BadRecordListener bad) {
            return context.exchange().inTurn(((TaskInput.OfPartition) input).stretches());
        }
    }

    /** Accumulators of each key, joined and finished. */
    record Aggregating(Aggregation<Object, Object, Object> aggregation) implements FromExchange {
        @Override
        public Iterator<Object> open(TaskInput input, TaskContext context, BadRecordListener bad) {
            return context.exchange().aggregated(((TaskInput.OfPartition) input).stretches(), aggregation);
        }

        @Override
        public StageTask combiners() {
            return Intake.combiners(new Combining.Accumulators(aggregation), new Combining.InSlices());
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
        public Iterator<Object> open(TaskInput input, TaskContext context, BadRecordListener bad) {
            Iterator<Object> sums = context.exchange().aggregated(((TaskInput.OfPartition) input).stretches(), SUM);
            return new Operators.MapEach(pair ->
                            new Count<>(((Pair<?, ?>) pair).key(), (Long) ((Pair<?, ?>) pair).value()))
                    .apply(sums, context);
        }

        @Override
        public StageTask combiners() {
            return Intake.combiners(new Combining.Accumulators(SUM), new Combining.InSlices());
        }

        @Override
        public String name() {
            return "count by key";
        }
    }

    /** The values of each key. */
    record Grouping() implements FromExchange {
        @Override
        public Iterator<Object> open(TaskInput input, TaskContext context, BadRecordListener bad) {
            return context.exchange().grouped(((TaskInput.OfPartition) input).stretches());
        }

        @Override
        public StageTask combiners() {
            return Intake.combiners(new Combining.Pairs(), new Combining.InSlices());
        }

        @Override
        public String name() {
            return "group by key";
        }
    }

    /** The pairs of values with equal keys. */
    record Joining(JoinKind kind) implements FromExchange {
        @Override
        public Iterator<Object> open(TaskInput input, TaskContext context, BadRecordListener bad) {
            TaskInput.OfJoin sides = (TaskInput.OfJoin) input;
            Exchange exchange = context.exchange();
            JoinedRows pairs = exchange.joined(sides.left(), sides.right(), kind);
            context.onClose(pairs::close);
            return pairs;
        }

        @Override
        public StageTask combiners() {
            return Intake.combiners(new Combining.Pairs(), new Combining.InSlices());
        }

        @Override
        public String name() {
            return kind + " join";
        }
    }

    /** Sorted runs, merged. */
    record Sorting(SortKey key) implements FromExchange {
        @Override
        public Iterator<Object> open(TaskInput input, TaskContext context, BadRecordListener bad) {
            TaskInput.OfRange range = (TaskInput.OfRange) input;
            return context.exchange().sorted(range.stretches(), key, range.from(), range.before());
        }

        @Override
        public StageTask combiners() {
            return Intake.combiners(this, new Combining.InOrder(key));
        }

        @Override
        public String name() {
            return "merge sorted runs";
        }
    }
}

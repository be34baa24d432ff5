package dev.kinglet.operator;

import dev.kinglet.Aggregation;
import dev.kinglet.Group;
import dev.kinglet.RemoteConsumer;
import dev.kinglet.RemoteReducer;
import dev.kinglet.reduce.CountGatherer;
import dev.kinglet.reduce.Gatherer;
import dev.kinglet.reduce.Results;
import dev.kinglet.reduce.RunWriter;
import dev.kinglet.reduce.Sneaky;
import dev.kinglet.reduce.SortGatherer;
import dev.kinglet.reduce.SortKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

/** The ends that a stage can have, but for sinks. */
public final class SinkOperators {

    private SinkOperators() {}

    /** A record as it can be kept: a group that streams becomes one that is whole. */
    static Object kept(Object record) {
        return record instanceof Group<?, ?> group && !(record instanceof Group.Listed)
                ? new Group.Listed<>(group.key(), group.toList())
                : record;
    }

    private static CallOutput values(long rows, List<Object> values) {
        return new CallOutput(rows, List.of(), values);
    }

    /** Takes the records to the driver. {@code most} bounds how many. */
    public record Collect(int most) implements SinkOperator {
        @Override
        public CallOutput consume(Iterator<Object> records, OperatorContext context) {
            List<Object> values = new ArrayList<>();
            while (values.size() < most && records.hasNext()) {
                values.add(kept(records.next()));
            }
            return values(values.size(), values);
        }
    }

    /** Counts the records. */
    public record CountRows() implements SinkOperator {
        @Override
        public CallOutput consume(Iterator<Object> records, OperatorContext context) {
            long rows = 0;
            while (records.hasNext()) {
                records.next();
                rows++;
            }
            return values(rows, List.of());
        }
    }

    /** Joins the records into one. */
    public record Reduce(RemoteReducer<Object> reducer) implements SinkOperator {
        @Override
        public CallOutput consume(Iterator<Object> records, OperatorContext context) throws Exception {
            if (!records.hasNext()) {
                return values(0, List.of());
            }
            long rows = 1;
            Object joined = kept(records.next());
            while (records.hasNext()) {
                joined = Results.present(reducer.reduce(joined, records.next()), "reduce");
                rows++;
            }
            return values(rows, List.of(joined));
        }
    }

    /** Does something with each record. */
    public record ForEach(RemoteConsumer<Object> consumer) implements SinkOperator {
        @Override
        public CallOutput consume(Iterator<Object> records, OperatorContext context) throws Exception {
            long rows = 0;
            while (records.hasNext()) {
                consumer.accept(records.next());
                rows++;
            }
            return values(rows, List.of());
        }
    }

    /** Takes the first records by a key to the driver, in order. */
    public record Top(int many, SortKey key) implements SinkOperator {

        private record Candidate(Object key, Object record, long position) {}

        @Override
        public CallOutput consume(Iterator<Object> records, OperatorContext context) throws Exception {
            // The last one of those that are kept is at the head, so that it makes room for a better one.
            PriorityQueue<Candidate> best = new PriorityQueue<>((one, other) -> {
                int compared = key.compare(other.key(), one.key());
                return compared != 0 ? compared : Long.compare(other.position(), one.position());
            });
            long rows = 0;
            while (records.hasNext()) {
                Object record = records.next();
                Object recordKey = key.of(record);
                Candidate last = best.peek();
                if (best.size() < many || (last != null && key.compare(recordKey, last.key()) < 0)) {
                    best.add(new Candidate(recordKey, kept(record), rows));
                    if (best.size() > many) {
                        best.poll();
                    }
                }
                rows++;
            }
            Deque<Object> inOrder = new ArrayDeque<>();
            while (!best.isEmpty()) {
                inOrder.addFirst(best.poll().record());
            }
            return values(rows, List.copyOf(inOrder));
        }
    }

    /** Leaves the records as they are for other stages. */
    public record Keep() implements SinkOperator {
        @Override
        public CallOutput consume(Iterator<Object> records, OperatorContext context) {
            RunWriter runs = context.runs();
            long rows = 0;
            while (records.hasNext()) {
                runs.add(kept(records.next()));
                rows++;
            }
            return new CallOutput(rows, runs.finish(), List.of());
        }
    }

    /** Leaves keys and values for a stage that brings them together. */
    public interface ByHash extends SinkOperator {
        KeyExtractor keys();

        Gatherer gatherer(OperatorContext context);

        @Override
        default CallOutput consume(Iterator<Object> records, OperatorContext context) throws Exception {
            Gatherer gatherer = gatherer(context);
            KeyExtractor keys = keys();
            long[] rows = {0};
            records.forEachRemaining(record -> {
                try {
                    gatherer.add(keys.keyOf(record), kept(keys.valueOf(record)));
                    rows[0]++;
                } catch (Exception e) {
                    throw Sneaky.rethrow(e);
                }
            });
            return new CallOutput(rows[0], gatherer.finish(), List.of());
        }
    }

    /** Leaves how often each key occurs. */
    public record Counts(KeyExtractor keys) implements SinkOperator {
        @Override
        public CallOutput consume(Iterator<Object> records, OperatorContext context) throws Exception {
            CountGatherer gatherer =
                    context.exchange().counter(context.runs(), context.layout().slices());
            records.forEachRemaining(record -> {
                try {
                    gatherer.add(keys.keyOf(record));
                } catch (Exception e) {
                    throw Sneaky.rethrow(e);
                }
            });
            long rows = gatherer.added();
            return new CallOutput(rows, gatherer.finish(), List.of());
        }
    }

    /** Leaves an accumulator for each key. */
    public record Accumulate(KeyExtractor keys, Aggregation<Object, Object, ?> aggregation) implements ByHash {
        @Override
        public Gatherer gatherer(OperatorContext context) {
            return context.exchange()
                    .aggregator(context.runs(), context.layout().slices(), aggregation);
        }
    }

    /** Leaves every value with its key. */
    public record Scatter(KeyExtractor keys) implements ByHash {
        @Override
        public Gatherer gatherer(OperatorContext context) {
            return context.exchange().pairs(context.runs(), context.layout().slices());
        }
    }

    /** Leaves every value with its key for a join: by hash, or as they come where each call of the other side reads all. */
    public record JoinSide(KeyExtractor keys) implements SinkOperator {
        @Override
        public CallOutput consume(Iterator<Object> records, OperatorContext context) throws Exception {
            return context.layout().isByHash()
                    ? new Scatter(keys).consume(records, context)
                    : new Keep().consume(new Operators.ToPairs(keys).apply(records, context), context);
        }
    }

    /** Leaves sorted runs. */
    public record Sort(SortKey key) implements SinkOperator {
        @Override
        public CallOutput consume(Iterator<Object> records, OperatorContext context) throws Exception {
            SortGatherer gatherer = context.exchange().sorter(context.runs(), key);
            long rows = 0;
            while (records.hasNext()) {
                gatherer.add(kept(records.next()));
                rows++;
            }
            return new CallOutput(rows, gatherer.finish(), List.of());
        }
    }
}

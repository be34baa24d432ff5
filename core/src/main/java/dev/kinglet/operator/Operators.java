package dev.kinglet.operator;

import dev.kinglet.Pair;
import dev.kinglet.RemoteFunction;
import dev.kinglet.RemoteMultiFunction;
import dev.kinglet.RemotePredicate;
import dev.kinglet.format.BatchCursor;
import dev.kinglet.reduce.Results;
import dev.kinglet.reduce.Sneaky;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** The operators that look at one record at a time, or at one partition. */
public final class Operators {

    private Operators() {}

    /** The result of a function for each record. */
    public record MapEach(RemoteFunction<Object, Object> function) implements Operator {
        @Override
        public Iterator<Object> apply(Iterator<Object> records, OperatorContext context) {
            return new Checked() {
                @Override
                @Nullable
                Object find() throws Exception {
                    return records.hasNext() ? Results.present(function.apply(records.next()), name()) : null;
                }

                @Override
                void rest(Consumer<? super Object> consumer) {
                    records.forEachRemaining(record -> {
                        try {
                            consumer.accept(Results.present(function.apply(record), name()));
                        } catch (Exception e) {
                            throw Sneaky.rethrow(e);
                        }
                    });
                }
            };
        }

        @Override
        public String name() {
            return "map";
        }
    }

    /** The records that meet a condition. */
    public record Filter(RemotePredicate<Object> condition) implements Operator {
        @Override
        public Iterator<Object> apply(Iterator<Object> records, OperatorContext context) {
            return new Checked() {
                @Override
                @Nullable
                Object find() throws Exception {
                    while (records.hasNext()) {
                        Object record = records.next();
                        if (condition.test(record)) {
                            return record;
                        }
                    }
                    return null;
                }

                @Override
                void rest(Consumer<? super Object> consumer) {
                    records.forEachRemaining(record -> {
                        try {
                            if (condition.test(record)) {
                                consumer.accept(record);
                            }
                        } catch (Exception e) {
                            throw Sneaky.rethrow(e);
                        }
                    });
                }
            };
        }

        @Override
        public String name() {
            return "filter";
        }
    }

    /** All results of a function for each record. */
    public record FlatMap(RemoteFunction<Object, Iterable<?>> function) implements Operator {
        @Override
        public Iterator<Object> apply(Iterator<Object> records, OperatorContext context) {
            return new Checked() {
                private Iterator<?> results = Collections.emptyIterator();

                @Override
                @Nullable
                Object find() throws Exception {
                    while (!results.hasNext()) {
                        if (!records.hasNext()) {
                            return null;
                        }
                        results = ((Iterable<?>) Results.present(function.apply(records.next()), name())).iterator();
                    }
                    return Results.present(results.next(), name());
                }

                @Override
                void rest(Consumer<? super Object> consumer) {
                    while (results.hasNext()) {
                        consumer.accept(Results.present(results.next(), name()));
                    }
                    records.forEachRemaining(record -> {
                        try {
                            for (Object result : (Iterable<?>) Results.present(function.apply(record), name())) {
                                consumer.accept(Results.present(result, name()));
                            }
                        } catch (Exception e) {
                            throw Sneaky.rethrow(e);
                        }
                    });
                }
            };
        }

        @Override
        public boolean multiplies() {
            return true;
        }

        @Override
        public String name() {
            return "flatMap";
        }
    }

    /** All results that a function hands on for each record. */
    public record MapMulti(RemoteMultiFunction<Object, Object> function) implements Operator {
        @Override
        public Iterator<Object> apply(Iterator<Object> records, OperatorContext context) {
            return new Checked() {
                private final Deque<Object> results = new ArrayDeque<>();

                @Override
                @Nullable
                Object find() throws Exception {
                    while (results.isEmpty() && records.hasNext()) {
                        function.apply(records.next(), result -> results.add(Results.present(result, name())));
                    }
                    return results.poll();
                }
            };
        }

        @Override
        public boolean multiplies() {
            return true;
        }

        @Override
        public String name() {
            return "mapMulti";
        }
    }

    /** What a function makes of all records of a partition. */
    public record MapPartition(RemoteFunction<Iterator<Object>, Iterator<?>> function) implements Operator {
        @Override
        public Iterator<Object> apply(Iterator<Object> records, OperatorContext context) throws Exception {
            Iterator<?> results = (Iterator<?>) Results.present(function.apply(records), name());
            // A null would be taken for the end of all records by the next operator.
            return new Checked() {
                @Override
                @Nullable
                Object find() {
                    return results.hasNext() ? Results.present(results.next(), name()) : null;
                }
            };
        }

        @Override
        public boolean multiplies() {
            return true;
        }

        @Override
        public String name() {
            return "mapPartitions";
        }
    }

    /** Some of the records, each with the same chance. The choice depends on the seed and on the partition's number alone. */
    public record Sample(double fraction, long seed) implements Operator {
        @Override
        public Iterator<Object> apply(Iterator<Object> records, OperatorContext context) {
            SplittableRandom random = new SplittableRandom(
                    seed + 0x9E3779B97F4A7C15L * context.call().call());
            return new Filter(ignored -> random.nextDouble() < fraction).apply(records, context);
        }

        @Override
        public String name() {
            return "sample(" + fraction + ")";
        }
    }

    /** Keys and values as records. */
    public record ToPairs(KeyExtractor keys) implements Operator {
        @Override
        public Iterator<Object> apply(Iterator<Object> records, OperatorContext context) {
            return new MapEach(record -> new Pair<>(keys.keyOf(record), keys.valueOf(record))).apply(records, context);
        }

        @Override
        public String name() {
            return "pairs";
        }
    }

    /** What a function makes of batches of records, as Arrow's vectors. */
    public record MapBatches(RemoteFunction<VectorSchemaRoot, VectorSchemaRoot> function, Class<?> rows)
            implements Operator {
        @Override
        public Iterator<Object> apply(Iterator<Object> records, OperatorContext context) {
            BatchCursor made = new BatchCursor(records, function, rows);
            context.onClose(made::close);
            return made;
        }

        @Override
        public boolean multiplies() {
            return true;
        }

        @Override
        public String name() {
            return "mapBatches";
        }
    }
}

package dev.kinglet.job;

import dev.kinglet.Aggregation;
import dev.kinglet.Count;
import dev.kinglet.Dataset;
import dev.kinglet.Group;
import dev.kinglet.Joined;
import dev.kinglet.KeyedDataset;
import dev.kinglet.Pair;
import dev.kinglet.RemoteFunction;
import dev.kinglet.operator.KeyExtractor;
import dev.kinglet.operator.Operators;
import dev.kinglet.operator.SinkOperators;
import dev.kinglet.operator.SourceOperator;
import dev.kinglet.plan.planner.DatasetNode;
import dev.kinglet.reduce.JoinKind;
import org.jspecify.annotations.Nullable;

/** A dataset and how its records become keys and values. */
@SuppressWarnings("unchecked") // as KingletDataset
final class KingletKeyed<K, V> implements KeyedDataset<K, V> {

    private final KingletDataset<?> records;
    private final KeyExtractor keys;

    /** @param value null where the record is the value */
    KingletKeyed(
            KingletDataset<?> records,
            RemoteFunction<Object, Object> key,
            @Nullable RemoteFunction<Object, Object> value) {
        this.records = records;
        this.keys = new KeyExtractor(key, value);
    }

    @Override
    public <R> KeyedDataset<K, R> mapValues(RemoteFunction<? super V, ? extends R> function) {
        RemoteFunction<Object, Object> last = (RemoteFunction<Object, Object>) records.travelling(function, "function");
        return new KingletKeyed<>(records, keys.key(), keys.then(last));
    }

    @Override
    public <A, R> Dataset<Pair<K, R>> aggregate(Aggregation<? super V, A, R> aggregation) {
        Aggregation<Object, Object, Object> untyped =
                (Aggregation<Object, Object, Object>) records.travelling(aggregation, "aggregation");
        return records.of(new DatasetNode.ByKey(
                records.node(), new SinkOperators.Accumulate(keys, untyped), new SourceOperator.Aggregating(untyped)));
    }

    @Override
    public Dataset<Group<K, V>> groupByKey() {
        return records.of(
                new DatasetNode.ByKey(records.node(), new SinkOperators.Scatter(keys), new SourceOperator.Grouping()));
    }

    @Override
    public Dataset<Count<K>> countByKey() {
        return records.of(
                new DatasetNode.ByKey(records.node(), new SinkOperators.Counts(keys), new SourceOperator.Counting()));
    }

    @Override
    public <R> Dataset<Joined<K, V, R>> join(KeyedDataset<K, R> right) {
        return records.of(joined(right, JoinKind.INNER));
    }

    @Override
    public <R> Dataset<Joined<K, V, @Nullable R>> leftJoin(KeyedDataset<K, R> right) {
        return records.of(joined(right, JoinKind.LEFT));
    }

    @Override
    public <R> Dataset<Joined<K, @Nullable V, @Nullable R>> fullJoin(KeyedDataset<K, R> right) {
        return records.of(joined(right, JoinKind.FULL));
    }

    private <R> DatasetNode joined(KeyedDataset<K, R> right, JoinKind kind) {
        if (!(right instanceof KingletKeyed<K, R> keyed)) {
            throw new IllegalArgumentException("the right side is a "
                    + right.getClass().getName() + ", but only datasets that an executor gave can be joined");
        }
        return new DatasetNode.Join(
                records.node(), keys, records.own(keyed.records).node(), keyed.keys, kind);
    }

    @Override
    public Dataset<Pair<K, V>> pairs() {
        return records.of(new DatasetNode.Each(records.node(), new Operators.ToPairs(keys)));
    }
}

package dev.kinglet;

import org.jspecify.annotations.Nullable;

/**
 * Records with a key each. Keys are equal as {@link Object#equals} has it, byte arrays by their content; their classes need {@code
 * equals} and {@code hashCode} of their own (records, strings, numbers, enums, times and lists of these have them). Of another class {@code
 * hashCode} must be the same in every process: one that is made of an enum's is not, as that differs from process to process; a record of the
 * same components will do. A key is never null.
 *
 * @param <K> the keys
 * @param <V> the values
 */
public interface KeyedDataset<K, V> {

    /** The same keys with other values. */
    <R> KeyedDataset<K, R> mapValues(RemoteFunction<? super V, ? extends R> function);

    /** All values of each key joined into one, first where they are, then across workers. Order of values within a key is kept. */
    default Dataset<Pair<K, V>> reduceByKey(RemoteReducer<V> reducer) {
        return aggregate(Aggregations.reducing(reducer));
    }

    /** What an aggregation makes of the values of each key. */
    <A, R> Dataset<Pair<K, R>> aggregate(Aggregation<? super V, A, R> aggregation);

    /** All values of each key, in order. Where an aggregation will do, it moves far less. */
    Dataset<Group<K, V>> groupByKey();

    /** How often each key occurs. */
    Dataset<Count<K>> countByKey();

    /** Each value of one with each value of the other that has an equal key. */
    <R> Dataset<Joined<K, V, R>> join(KeyedDataset<K, R> right);

    /** As {@link #join}; a value without a partner stands beside null. */
    <R> Dataset<Joined<K, V, @Nullable R>> leftJoin(KeyedDataset<K, R> right);

    /** As {@link #join}; a value of either side without a partner stands beside null. */
    <R> Dataset<Joined<K, @Nullable V, @Nullable R>> fullJoin(KeyedDataset<K, R> right);

    /** Keys and values as records. */
    Dataset<Pair<K, V>> pairs();
}

package dev.kinglet;

/** The usual {@linkplain Aggregation aggregations}. */
public final class Aggregations {

    private Aggregations() {}

    /** How many values there are. */
    public static <V> Aggregation<V, Long, Long> counting() {
        return summingLong(value -> 1L);
    }

    /** The sum of whole numbers; it fails on overflow. */
    public static <V> Aggregation<V, Long, Long> summingLong(RemoteFunction<? super V, Long> number) {
        return new Steps<>(number, Math::addExact, sum -> sum);
    }

    /** The sum of floating-point numbers, added up in the order of the values within each call. */
    public static <V> Aggregation<V, Double, Double> summing(RemoteFunction<? super V, Double> number) {
        return new Steps<>(number, Double::sum, sum -> sum);
    }

    /**
     * A sum and what it is of.
     *
     * @param sum of the values
     * @param count of the values
     */
    public record Mean(double sum, long count) {}

    /** The arithmetic mean. */
    public static <V> Aggregation<V, Mean, Double> averaging(RemoteFunction<? super V, ? extends Number> number) {
        return new Steps<>(
                value -> new Mean(number.apply(value).doubleValue(), 1),
                (left, right) -> new Mean(left.sum() + right.sum(), left.count() + right.count()),
                mean -> mean.sum() / mean.count());
    }

    /** The least value by a key; of equal ones the first. */
    public static <V, C extends Comparable<? super C>> Aggregation<V, V, V> least(RemoteFunction<? super V, C> by) {
        return reducing((left, right) -> by.apply(right).compareTo(by.apply(left)) < 0 ? right : left);
    }

    /** The greatest value by a key; of equal ones the first. */
    public static <V, C extends Comparable<? super C>> Aggregation<V, V, V> greatest(RemoteFunction<? super V, C> by) {
        return reducing((left, right) -> by.apply(right).compareTo(by.apply(left)) > 0 ? right : left);
    }

    /** All values joined from the left. */
    public static <V> Aggregation<V, V, V> reducing(RemoteReducer<V> reducer) {
        return new Steps<>(value -> value, reducer, value -> value);
    }

    /** An aggregation whose accumulators of single values are joined as any. */
    private record Steps<V, A, R>(
            RemoteFunction<? super V, A> single, RemoteReducer<A> join, RemoteFunction<? super A, R> last)
            implements Aggregation<V, A, R> {

        @Override
        public A first(V value) throws Exception {
            return single.apply(value);
        }

        @Override
        public A add(A accumulated, V value) throws Exception {
            return join.reduce(accumulated, single.apply(value));
        }

        @Override
        public A merge(A left, A right) throws Exception {
            return join.reduce(left, right);
        }

        @Override
        public R finish(A accumulated) throws Exception {
            return last.apply(accumulated);
        }
    }
}

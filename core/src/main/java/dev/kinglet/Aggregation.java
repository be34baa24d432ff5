package dev.kinglet;

import java.io.Serializable;

/**
 * Makes one result of all values of a key, step by step: where the values are, then across workers. {@link Aggregations} has the usual
 * ones.
 *
 * @param <V> the values
 * @param <A> what is accumulated. It travels between workers; a record of primitives does so fastest
 * @param <R> the result
 */
public interface Aggregation<V, A, R> extends Serializable {

    /** The accumulator of one value. */
    A first(V value) throws Exception;

    /** Adds a value. May change and return the accumulator. */
    A add(A accumulated, V value) throws Exception;

    /** Joins two accumulators; those of earlier values are on the left. Associative. May change and return either. */
    A merge(A left, A right) throws Exception;

    /** The result. */
    R finish(A accumulated) throws Exception;
}

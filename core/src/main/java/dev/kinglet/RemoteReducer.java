package dev.kinglet;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Joins two values into one, in another process. It must be associative, for Kinglet joins neighbours in any grouping, but need not be
 * commutative, for it keeps their order. It may change and return either argument.
 *
 * <p>In datasets it is given no null, and must return none.
 */
@FunctionalInterface
public interface RemoteReducer<T extends @Nullable Object> extends Serializable {
    /**
     * Joins two values. Called in a worker, by one thread at a time.
     *
     * @param left what comes of the earlier values
     * @param right what comes of the later ones
     */
    T reduce(T left, T right) throws Exception;
}

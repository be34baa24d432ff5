package dev.kinglet;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Joins two values into one, in another process. It must be associative, for Kinglet joins neighbours in any grouping, but need not be
 * commutative, for it keeps their order. It may change and return either argument.
 */
@FunctionalInterface
public interface RemoteReducer<T extends @Nullable Object> extends Serializable {
    T reduce(T left, T right) throws Exception;
}

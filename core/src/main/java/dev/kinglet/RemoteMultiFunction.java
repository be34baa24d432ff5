package dev.kinglet;

import java.io.Serializable;
import java.util.function.Consumer;

/** A function with any number of results. See {@link RemoteFunction} for what it may capture. */
@FunctionalInterface
public interface RemoteMultiFunction<T, R> extends Serializable {

    /**
     * Hands on the results of one input. Called in a worker, by one thread at a time.
     *
     * @param results takes the results, one by one, during the call; none may be null
     */
    void apply(T input, Consumer<? super R> results) throws Exception;
}

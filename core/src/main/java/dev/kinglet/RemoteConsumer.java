package dev.kinglet;

import java.io.Serializable;

/** Does something with each record in another process. See {@link RemoteFunction} for what it may capture. It may run more than once. */
@FunctionalInterface
public interface RemoteConsumer<T> extends Serializable {
    /** Does something with a record. Called in a worker, by one thread at a time. */
    void accept(T input) throws Exception;
}

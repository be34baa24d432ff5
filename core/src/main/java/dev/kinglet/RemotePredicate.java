package dev.kinglet;

import java.io.Serializable;

/** A condition that is asked in another process. See {@link RemoteFunction} for what it may capture. */
@FunctionalInterface
public interface RemotePredicate<T> extends Serializable {
    /** Whether a record meets the condition. Called in a worker, by one thread at a time. */
    boolean test(T input) throws Exception;
}

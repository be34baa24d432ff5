package dev.kinglet.reduce;

import java.util.List;

/**
 * A producer's side of an exchange: takes what the calls' records give, and leaves runs in the store, several where memory does not hold
 * all. Confined to one thread.
 */
public interface Gatherer {

    /** Takes a value under its key. */
    void add(Object key, Object value) throws Exception;

    /** Leaves what is left in the store, and tells what lies there. */
    List<Run> finish() throws Exception;
}

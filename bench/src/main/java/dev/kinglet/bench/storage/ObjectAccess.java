package dev.kinglet.bench.storage;

import dev.kinglet.storage.ObjectStore;
import java.io.IOException;

/** Whole objects by their keys: what a store of Kinglet's does, and what is done without it. Used by several threads at once. */
public interface ObjectAccess {

    /** Writes an object, which appears whole or not at all. */
    void put(String key, byte[] content) throws IOException;

    /** Reads an object. */
    byte[] get(String key) throws IOException;

    /** By Kinglet. */
    static ObjectAccess of(ObjectStore store) {
        return new ObjectAccess() {
            @Override
            public void put(String key, byte[] content) {
                store.put(key, content);
            }

            @Override
            public byte[] get(String key) {
                return store.get(key);
            }
        };
    }
}

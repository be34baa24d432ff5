package dev.kinglet.store;

import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.ObjectStores;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The stores that an executor or a worker has open, each location once, until it ends. Its jobs share them, since to connect anew costs
 * more than a request; each asks through {@link Stores} of its own. May be used from any thread.
 */
public final class StoreConnections implements AutoCloseable {

    private final Map<String, String> environment;
    private final ConcurrentMap<String, ObjectStore> open = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** With credentials and defaults from this process's environment. */
    public StoreConnections() {
        this(System.getenv());
    }

    /** @param environment where credentials and defaults are looked up, by the names of environment variables */
    public StoreConnections(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * The store at a location, which repeats and counts nothing.
     *
     * @throws IllegalStateException if it is not open yet, and these were closed
     */
    ObjectStore at(String location) {
        return open.computeIfAbsent(location, absent -> {
            if (closed) {
                throw new IllegalStateException("store " + absent + " is asked for after its executor was closed");
            }
            return ObjectStores.open(absent, environment);
        });
    }

    /** Closes them all. Objects stay. */
    @Override
    public void close() {
        closed = true;
        open.values().forEach(ObjectStore::close);
    }
}

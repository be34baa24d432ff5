package dev.kinglet.source;

import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.ObjectStores;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The stores that this process reads inputs from and writes outputs to, kept open for their connections. One a bucket, so there are few. */
public final class OpenStores {

    private static final ConcurrentMap<String, ObjectStore> OPEN = new ConcurrentHashMap<>();

    private OpenStores() {}

    /** The store at a location, as {@link ObjectStores#open} takes it. It is not to be closed. */
    public static ObjectStore of(String location) {
        return OPEN.computeIfAbsent(location, ObjectStores::open);
    }
}

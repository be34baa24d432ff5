package dev.kinglet.source;

import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.ObjectStores;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The stores that this process reads inputs from, kept open for their connections. One a bucket, so there are few. */
final class OpenStores {

    private static final ConcurrentMap<String, ObjectStore> OPEN = new ConcurrentHashMap<>();

    private OpenStores() {}

    static ObjectStore of(String location) {
        return OPEN.computeIfAbsent(location, ObjectStores::open);
    }
}

package dev.kinglet.source;

import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.ObjectStores;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The stores that this process reads inputs from and writes outputs to, kept open for their connections. One a bucket, so there are few. */
public final class OpenStores {

    private static final ConcurrentMap<String, ObjectStore> OPEN = new ConcurrentHashMap<>();

    private OpenStores() {}

    /** A location as every process of a job understands it: a folder's without the current directory. */
    public static String absolute(String location) {
        return location.indexOf(':') > 1
                ? location
                : Path.of(location).toAbsolutePath().normalize().toUri().toString();
    }

    /** The store at a location, as {@link ObjectStores#open} takes it. It is not to be closed. */
    public static ObjectStore of(String location) {
        return OPEN.computeIfAbsent(location, ObjectStores::open);
    }
}

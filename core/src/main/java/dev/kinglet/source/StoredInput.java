package dev.kinglet.source;

import dev.kinglet.storage.ObjectInfo;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.store.Stores;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An object in a store. Where it lies travels; the store that it is read by is one of those that the reading process has for its job. */
final class StoredInput implements SeekableInput {

    private final String location;
    private final ObjectInfo object;
    private final transient Stores stores;

    /** For the codec, which then sets what travelled: the worker's stores take the place of the driver's. */
    @SuppressWarnings({"unused", "NullAway"}) // called, and its fields set, by reflection
    private StoredInput() {
        this(Stores.current(), null, null);
    }

    /**
     * An object that was found.
     *
     * @param stores whose store it is read by
     * @param location the store's, as {@link Stores#at} takes it
     * @param object as it was found: no other one is read, also where another has its key by now
     */
    StoredInput(Stores stores, String location, ObjectInfo object) {
        this.stores = stores;
        this.location = location;
        this.object = object;
    }

    ObjectStore store() {
        return stores.at(location);
    }

    ObjectInfo object() {
        return object;
    }

    @Override
    public String name() {
        int query = location.indexOf('?');
        return (query < 0 ? location : location.substring(0, query)) + "/" + object.key();
    }

    @Override
    public long size() {
        return object.size();
    }

    @Override
    public InputStream openStored() {
        return store().open(object, 0);
    }

    @Override
    public InputStream openStored(long from, long expected) {
        return new StoredRange(store(), object, from, expected);
    }

    @Override
    public byte[] readStored() {
        return store().read(object);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoredInput stored && location.equals(stored.location) && object.equals(stored.object);
    }

    @Override
    public int hashCode() {
        return Objects.hash(location, object);
    }

    @Override
    public String toString() {
        return name();
    }
}

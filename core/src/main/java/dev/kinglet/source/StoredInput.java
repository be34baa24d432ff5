package dev.kinglet.source;

import dev.kinglet.storage.ObjectInfo;
import dev.kinglet.storage.ObjectStores;
import java.io.InputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An object in a store.
 *
 * @param store the store's location, as {@link ObjectStores#open} takes it
 * @param key the object's key in it
 * @param size its length when it was found
 * @param modified when it had been written
 * @param version what its store had said of its version, if anything
 */
record StoredInput(
        String store,
        String key,
        long size,
        Instant modified,
        @Nullable String version) implements SeekableInput {

    @Override
    public String name() {
        int query = store.indexOf('?');
        return (query < 0 ? store : store.substring(0, query)) + "/" + key;
    }

    @Override
    public InputStream openStored() {
        return OpenStores.of(store).open(found(), 0);
    }

    @Override
    public InputStream openStored(long from, long expected) {
        return new StoredRange(OpenStores.of(store), found(), from, expected);
    }

    @Override
    public byte[] readStored() {
        return OpenStores.of(store).read(found());
    }

    /** No other object than this one is read, also where another has its key by now. */
    private ObjectInfo found() {
        return new ObjectInfo(key, size, modified, version);
    }
}

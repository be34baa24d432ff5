package dev.kinglet.source;

import dev.kinglet.storage.ObjectStores;
import java.io.InputStream;

/**
 * An object in a store.
 *
 * @param store the store's location, as {@link ObjectStores#open} takes it
 * @param key the object's key in it
 * @param size its length when it was found
 */
record StoredInput(String store, String key, long size) implements SeekableInput {

    @Override
    public String name() {
        int query = store.indexOf('?');
        return (query < 0 ? store : store.substring(0, query)) + "/" + key;
    }

    @Override
    public InputStream openStored() {
        return OpenStores.of(store).open(key, 0);
    }

    @Override
    public InputStream openStored(long from, long expected) {
        return new StoredRange(OpenStores.of(store), key, size, from, expected);
    }

    @Override
    public byte[] readStored() {
        return OpenStores.of(store).get(key);
    }
}

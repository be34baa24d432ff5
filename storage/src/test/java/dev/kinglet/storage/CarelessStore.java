package dev.kinglet.storage;

import java.io.InputStream;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A store whose conditional put lets too many win, as some servers do: those of a race, or all. */
final class CarelessStore implements ObjectStore {

    private final ObjectStore store;
    private final int winners;
    private final AtomicInteger calls = new AtomicInteger();

    /** @param winners how many writers of one key win; for fewer than all, only from the third call on, when the race begins */
    CarelessStore(ObjectStore store, int winners) {
        this.store = store;
        this.winners = winners;
    }

    @Override
    public void putIfAbsent(String key, byte[] content) {
        int call = calls.incrementAndGet();
        boolean wins = winners == Integer.MAX_VALUE || call == 1 || (call > 2 && call <= 2 + winners);
        if (!wins) {
            throw new PreconditionFailedException("object \"" + key + "\" exists already", null);
        }
        store.put(key, content);
    }

    @Override
    public String location() {
        return store.location();
    }

    @Override
    public void put(String key, byte[] content) {
        store.put(key, content);
    }

    @Override
    public ObjectUpload upload(String key) {
        return store.upload(key);
    }

    @Override
    public byte[] get(String key) {
        return store.get(key);
    }

    @Override
    public byte[] get(String key, long offset, int length) {
        return store.get(key, offset, length);
    }

    @Override
    public void copy(String source, String target) {
        store.copy(source, target);
    }

    @Override
    public InputStream open(String key, long offset) {
        return store.open(key, offset);
    }

    @Override
    public Optional<ObjectInfo> head(String key) {
        return store.head(key);
    }

    @Override
    public void delete(String key) {
        store.delete(key);
    }

    @Override
    public void deleteAll(Collection<String> keys) {
        store.deleteAll(keys);
    }

    @Override
    public ObjectPage list(String prefix, @Nullable String startAfter, int maxKeys) {
        return store.list(prefix, startAfter, maxKeys);
    }

    @Override
    public void close() {
        store.close();
    }
}

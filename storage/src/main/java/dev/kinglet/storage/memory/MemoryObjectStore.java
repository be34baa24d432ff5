package dev.kinglet.storage.memory;

import dev.kinglet.storage.KeyRules;
import dev.kinglet.storage.ObjectInfo;
import dev.kinglet.storage.ObjectNotFoundException;
import dev.kinglet.storage.ObjectPage;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.ObjectUpload;
import dev.kinglet.storage.PreconditionFailedException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A store in the heap. Contents are copied on the way in and out, so that no caller can change an object in place. */
public final class MemoryObjectStore implements ObjectStore {

    private final String location;
    private final ConcurrentNavigableMap<String, Content> objects = new ConcurrentSkipListMap<>(KeyRules.UTF8_ORDER);

    /** A store that no location leads to. */
    public MemoryObjectStore() {
        this("memory:");
    }

    MemoryObjectStore(String location) {
        this.location = location;
    }

    @Override
    public String location() {
        return location;
    }

    @Override
    public void put(String key, byte[] content) {
        KeyRules.check(key);
        objects.put(key, Content.copyOf(content));
    }

    @Override
    public void putIfAbsent(String key, byte[] content) {
        KeyRules.check(key);
        if (objects.putIfAbsent(key, Content.copyOf(content)) != null) {
            throw new PreconditionFailedException(
                    "object \"" + key + "\" exists already in " + location + "; it was not replaced", null);
        }
    }

    @Override
    public ObjectUpload upload(String key) {
        KeyRules.check(key);
        return new MemoryUpload(bytes -> objects.put(key, new Content(bytes)));
    }

    @Override
    public byte[] get(String key) {
        return find(key).bytes.clone();
    }

    @Override
    public byte[] get(String key, long offset, int length) {
        KeyRules.checkRange(offset, length);
        byte[] bytes = find(key).bytes;
        int from = (int) Math.min(offset, bytes.length);
        int to = (int) Math.min((long) from + length, bytes.length);
        return Arrays.copyOfRange(bytes, from, to);
    }

    @Override
    public InputStream open(String key, long offset) {
        KeyRules.checkRange(offset, 0);
        byte[] bytes = find(key).bytes;
        int from = (int) Math.min(offset, bytes.length);
        return new ByteArrayInputStream(bytes, from, bytes.length - from);
    }

    @Override
    public void copy(String source, String target) {
        KeyRules.check(target);
        objects.put(target, new Content(find(source).bytes));
    }

    @Override
    public Optional<ObjectInfo> head(String key) {
        KeyRules.check(key);
        return Optional.ofNullable(objects.get(key)).map(content -> content.info(key));
    }

    @Override
    public void delete(String key) {
        KeyRules.check(key);
        objects.remove(key);
    }

    @Override
    public void deleteAll(Collection<String> keys) {
        keys.forEach(KeyRules::check);
        keys.forEach(objects::remove);
    }

    @Override
    public ObjectPage list(String prefix, @Nullable String startAfter, int maxKeys) {
        KeyRules.checkPage(maxKeys);
        boolean behind = startAfter != null && KeyRules.UTF8_ORDER.compare(startAfter, prefix) >= 0;
        List<ObjectInfo> page = new ArrayList<>();
        for (Map.Entry<String, Content> entry :
                objects.tailMap(behind ? startAfter : prefix, !behind).entrySet()) {
            if (!entry.getKey().startsWith(prefix)) {
                break;
            }
            if (page.size() == maxKeys) {
                return new ObjectPage(List.copyOf(page), true);
            }
            page.add(entry.getValue().info(entry.getKey()));
        }
        return new ObjectPage(List.copyOf(page), false);
    }

    /** Does nothing: the objects live as long as the store is referred to. */
    @Override
    public void close() {}

    private Content find(String key) {
        KeyRules.check(key);
        Content content = objects.get(key);
        if (content == null) {
            throw new ObjectNotFoundException("no object \"" + key + "\" in " + location, null);
        }
        return content;
    }

    private static final class Content {

        private static final AtomicLong VERSIONS = new AtomicLong();

        final byte[] bytes;
        final Instant modified = Instant.now();
        final String version = Long.toString(VERSIONS.incrementAndGet());

        Content(byte[] bytes) {
            this.bytes = bytes;
        }

        static Content copyOf(byte[] bytes) {
            return new Content(bytes.clone());
        }

        ObjectInfo info(String key) {
            return new ObjectInfo(key, bytes.length, modified, version);
        }
    }
}

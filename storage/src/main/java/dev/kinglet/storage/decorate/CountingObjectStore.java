package dev.kinglet.storage.decorate;

import dev.kinglet.storage.FoundObjects;
import dev.kinglet.storage.KeyRules;
import dev.kinglet.storage.ObjectInfo;
import dev.kinglet.storage.ObjectPage;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.ObjectUpload;
import dev.kinglet.storage.Request;
import dev.kinglet.storage.UploadRequests;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts the requests to a store, by kind, and the bytes that pass. A request counts when it is made, also if it fails: it is money
 * and latency all the same. Tests assert the multiset: {@code assertThat(store.counts()).isEqualTo(Map.of(Request.PUT, 3))}.
 */
public final class CountingObjectStore implements ObjectStore {

    private final ObjectStore store;
    private final boolean lent;
    private final Map<Request, AtomicInteger> counts = new ConcurrentHashMap<>();
    private final LongAdder bytesRead = new LongAdder();
    private final LongAdder bytesWritten = new LongAdder();

    /** Closing it closes {@code store}. */
    public CountingObjectStore(ObjectStore store) {
        this(store, false);
    }

    /**
     * Counts the requests to a store that somebody else closes.
     *
     * @param lent whether closing this leaves {@code store} open
     */
    public CountingObjectStore(ObjectStore store, boolean lent) {
        this.store = store;
        this.lent = lent;
    }

    /** How many requests of each kind were made since the beginning or the last {@link #reset}; kinds without any are left out. */
    public Map<Request, Integer> counts() {
        Map<Request, Integer> made = new EnumMap<>(Request.class);
        counts.forEach((request, count) -> made.put(request, count.get()));
        return made;
    }

    /** Bytes that reads gave to their callers. */
    public long bytesRead() {
        return bytesRead.sum();
    }

    /** Bytes that writes sent, refused ones and abandoned uploads included. */
    public long bytesWritten() {
        return bytesWritten.sum();
    }

    /** Requests and bytes in one sum: where it has not grown since, no count has. */
    public long total() {
        long total = bytesRead.sum() + bytesWritten.sum();
        for (AtomicInteger count : counts.values()) {
            total += count.get();
        }
        return total;
    }

    /** Begins anew from zero. What is under way at this moment may count before or after. */
    public void reset() {
        counts.clear();
        bytesRead.reset();
        bytesWritten.reset();
    }

    @Override
    public String location() {
        return store.location();
    }

    @Override
    public void put(String key, byte[] content) {
        count(Request.PUT);
        bytesWritten.add(content.length);
        store.put(key, content);
    }

    @Override
    public void putIfAbsent(String key, byte[] content) {
        count(Request.PUT_IF_ABSENT);
        bytesWritten.add(content.length);
        store.putIfAbsent(key, content);
    }

    @Override
    public ObjectUpload upload(String key) {
        return upload(key, UploadRequests.PLAIN);
    }

    @Override
    public ObjectUpload upload(String key, UploadRequests requests) {
        UploadRequests counted = new UploadRequests() {
            @Override
            public <T> T make(Request kind, Supplier<T> request) {
                return requests.make(kind, () -> {
                    count(kind, 1);
                    return request.get();
                });
            }
        };
        return new CountingUpload(store.upload(key, counted), bytesWritten);
    }

    @Override
    public byte[] get(String key) {
        count(Request.GET);
        return read(store.get(key));
    }

    @Override
    public byte[] get(String key, long offset, int length) {
        count(Request.GET_RANGE);
        return read(store.get(key, offset, length));
    }

    @Override
    public InputStream open(String key, long offset) {
        count(Request.OPEN);
        return new CountingStream(store.open(key, offset), bytesRead);
    }

    @Override
    public Optional<ObjectInfo> head(String key) {
        count(Request.HEAD);
        return store.head(key);
    }

    @Override
    public void copy(String source, String target) {
        count(Request.COPY);
        store.copy(source, target);
    }

    @Override
    public void delete(String key) {
        count(Request.DELETE);
        store.delete(key);
    }

    @Override
    public void deleteAll(Collection<String> keys) {
        count(Request.DELETE_ALL, Math.ceilDiv(keys.size(), KeyRules.MAX_PAGE));
        store.deleteAll(keys);
    }

    @Override
    public ObjectPage list(String prefix, @Nullable String startAfter, int maxKeys) {
        count(Request.LIST);
        return store.list(prefix, startAfter, maxKeys);
    }

    @Override
    public FoundObjects find(String prefix, @Nullable String next) {
        count(Request.LIST);
        return store.find(prefix, next);
    }

    @Override
    public byte[] read(ObjectInfo found) {
        count(Request.GET);
        return read(store.read(found));
    }

    @Override
    public byte[] read(ObjectInfo found, long offset, int length) {
        count(Request.GET_RANGE);
        return read(store.read(found, offset, length));
    }

    @Override
    public InputStream open(ObjectInfo found, long offset) {
        count(Request.OPEN);
        return new CountingStream(store.open(found, offset), bytesRead);
    }

    @Override
    public void close() {
        if (!lent) {
            store.close();
        }
    }

    private void count(Request request) {
        count(request, 1);
    }

    private void count(Request request, int times) {
        if (times > 0) {
            counts.computeIfAbsent(request, absent -> new AtomicInteger()).addAndGet(times);
        }
    }

    private byte[] read(byte[] bytes) {
        bytesRead.add(bytes.length);
        return bytes;
    }

    private static final class CountingUpload extends ObjectUpload {

        private final ObjectUpload upload;
        private final LongAdder bytes;

        CountingUpload(ObjectUpload upload, LongAdder bytes) {
            this.upload = upload;
            this.bytes = bytes;
        }

        @Override
        public void write(int oneByte) throws IOException {
            upload.write(oneByte);
            bytes.increment();
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            upload.write(source, offset, length);
            bytes.add(length);
        }

        @Override
        public void commit() {
            upload.commit();
        }

        @Override
        public void close() {
            upload.close();
        }
    }
}

package dev.kinglet.execute;

import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.ObjectStores;
import dev.kinglet.storage.decorate.CountingObjectStore;
import dev.kinglet.storage.decorate.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The stores that a worker has open, opened when first needed and kept while it lives, also where a function closes the one that it was
 * given. Requests are counted below the retries: each one is paid for. Guarded by itself: functions may ask for a store in threads of their
 * own.
 */
final class WorkerStores implements AutoCloseable {

    /** What was asked of all stores since the worker began. */
    record Traffic(Map<String, Long> requests, long bytesRead, long bytesWritten) {

        static final Traffic NONE = new Traffic(Map.of(), 0, 0);

        Traffic since(Traffic before) {
            Map<String, Long> difference = new LinkedHashMap<>();
            requests.forEach((kind, count) -> {
                long made = count - before.requests.getOrDefault(kind, 0L);
                if (made > 0) {
                    difference.put(kind, made);
                }
            });
            return new Traffic(difference, bytesRead - before.bytesRead, bytesWritten - before.bytesWritten);
        }
    }

    private final Map<String, String> environment;
    private final List<ObjectStore> opened = new ArrayList<>();
    private final Map<String, CountingObjectStore> open = new HashMap<>();

    WorkerStores(Map<String, String> environment) {
        this.environment = environment;
    }

    synchronized ObjectStore at(String location) {
        return open.computeIfAbsent(location, this::open);
    }

    private CountingObjectStore open(String location) {
        ObjectStore store = ObjectStores.open(location, environment);
        opened.add(store);
        return new CountingObjectStore(store, true);
    }

    synchronized Traffic traffic() {
        if (open.isEmpty()) {
            return Traffic.NONE;
        }
        Map<String, Long> requests = new LinkedHashMap<>();
        long bytesRead = 0;
        long bytesWritten = 0;
        for (CountingObjectStore store : open.values()) {
            for (Map.Entry<Request, Integer> count : store.counts().entrySet()) {
                requests.merge(count.getKey().name(), (long) count.getValue(), Long::sum);
            }
            bytesRead += store.bytesRead();
            bytesWritten += store.bytesWritten();
        }
        return new Traffic(requests, bytesRead, bytesWritten);
    }

    @Override
    public synchronized void close() {
        opened.forEach(ObjectStore::close);
        opened.clear();
        open.clear();
    }
}

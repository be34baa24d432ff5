package dev.kinglet.storage.decorate;

import dev.kinglet.storage.FoundObjects;
import dev.kinglet.storage.ObjectInfo;
import dev.kinglet.storage.ObjectPage;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.ObjectUpload;
import dev.kinglet.storage.Request;
import dev.kinglet.storage.StoreUnavailableException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets chosen requests go wrong, to test what a job makes of it. Without faults it changes nothing.
 *
 * <pre>{@code
 * var store = new FaultInjectingObjectStore(new MemoryObjectStore())
 *         .inject(Fault.lostAnswer(Request.PUT_IF_ABSENT).forKeys("jobs/.+/commit").atOccurrence(2));
 * }</pre>
 */
public final class FaultInjectingObjectStore implements ObjectStore {

    private final ObjectStore store;
    private final Sleeper sleeper;
    private final List<Armed> faults = new CopyOnWriteArrayList<>();

    /** Delays take real time. */
    public FaultInjectingObjectStore(ObjectStore store) {
        this(store, Sleeper.THREAD);
    }

    /** @param sleeper spends the delays */
    public FaultInjectingObjectStore(ObjectStore store, Sleeper sleeper) {
        this.store = store;
        this.sleeper = sleeper;
    }

    /** Adds a fault, which counts its occurrences from now on. Of several that hit one request each takes effect, in this order. */
    public FaultInjectingObjectStore inject(Fault fault) {
        faults.add(new Armed(fault, new AtomicInteger(), new AtomicInteger()));
        return this;
    }

    /** Removes all faults: the store recovers. */
    public void heal() {
        faults.clear();
    }

    /** How many requests the present faults have hit. */
    public int hits() {
        return faults.stream().mapToInt(armed -> armed.hits.get()).sum();
    }

    @Override
    public String location() {
        return store.location();
    }

    @Override
    public void put(String key, byte[] content) {
        run(Request.PUT, key, () -> store.put(key, content));
    }

    @Override
    public void putIfAbsent(String key, byte[] content) {
        run(Request.PUT_IF_ABSENT, key, () -> store.putIfAbsent(key, content));
    }

    @Override
    public ObjectUpload upload(String key) {
        List<Fault.Effect> effects = before(Request.UPLOAD, List.of(key));
        return new FaultyUpload(store.upload(key), () -> after(effects, key));
    }

    @Override
    public byte[] get(String key) {
        return read(Request.GET, key, () -> store.get(key));
    }

    @Override
    public byte[] get(String key, long offset, int length) {
        return read(Request.GET_RANGE, key, () -> store.get(key, offset, length));
    }

    @Override
    public FoundObjects find(String prefix, @Nullable String next) {
        return call(Request.LIST, List.of(prefix), () -> store.find(prefix, next));
    }

    @Override
    public byte[] read(ObjectInfo found) {
        return read(Request.GET, found.key(), () -> store.read(found));
    }

    @Override
    public byte[] read(ObjectInfo found, long offset, int length) {
        return read(Request.GET_RANGE, found.key(), () -> store.read(found, offset, length));
    }

    @Override
    public InputStream open(String key, long offset) {
        return open(key, () -> store.open(key, offset));
    }

    @Override
    public InputStream open(ObjectInfo found, long offset) {
        return open(found.key(), () -> store.open(found, offset));
    }

    private InputStream open(String key, Supplier<InputStream> action) {
        List<Fault.Effect> effects = before(Request.OPEN, List.of(key));
        InputStream in = action.get();
        after(effects, key);
        for (Fault.Effect effect : effects) {
            if (effect instanceof Fault.Effect.Truncate truncate) {
                in = new FaultyStream(in, truncate.bytes(), null);
            } else if (effect instanceof Fault.Effect.BreakOff breakOff) {
                in = new FaultyStream(
                        in, breakOff.bytes(), () -> breakOff.failure().apply(key));
            }
        }
        return in;
    }

    @Override
    public Optional<ObjectInfo> head(String key) {
        return call(Request.HEAD, List.of(key), () -> store.head(key));
    }

    @Override
    public void copy(String source, String target) {
        call(Request.COPY, List.of(source, target), () -> {
            store.copy(source, target);
            return true;
        });
    }

    @Override
    public void delete(String key) {
        run(Request.DELETE, key, () -> store.delete(key));
    }

    @Override
    public void deleteAll(Collection<String> keys) {
        call(Request.DELETE_ALL, keys, () -> {
            store.deleteAll(keys);
            return true;
        });
    }

    @Override
    public ObjectPage list(String prefix, @Nullable String startAfter, int maxKeys) {
        return call(Request.LIST, List.of(prefix), () -> store.list(prefix, startAfter, maxKeys));
    }

    @Override
    public void close() {
        store.close();
    }

    private record Armed(Fault fault, AtomicInteger occurrences, AtomicInteger hits) {}

    private void run(Request request, String key, Runnable action) {
        call(request, List.of(key), () -> {
            action.run();
            return true;
        });
    }

    private byte[] read(Request request, String key, Supplier<byte[]> action) {
        List<Fault.Effect> effects = before(request, List.of(key));
        byte[] bytes = action.get();
        after(effects, key);
        for (Fault.Effect effect : effects) {
            if (effect instanceof Fault.Effect.Truncate truncate && truncate.bytes() < bytes.length) {
                bytes = Arrays.copyOf(bytes, truncate.bytes());
            }
        }
        return bytes;
    }

    private <T> T call(Request request, Collection<String> keys, Supplier<T> action) {
        List<Fault.Effect> effects = before(request, keys);
        T answer = action.get();
        after(effects, String.join(", ", keys));
        return answer;
    }

    /** Finds the faults that hit a request; delays or refuses it. */
    private List<Fault.Effect> before(Request request, Collection<String> keys) {
        List<Fault.Effect> effects = faults.stream()
                .filter(armed -> keys.stream().anyMatch(key -> armed.fault.concerns(request, key)))
                .filter(armed -> armed.fault.hits(armed.occurrences.incrementAndGet()))
                .peek(armed -> armed.hits.incrementAndGet())
                .map(armed -> armed.fault.effect())
                .toList();
        for (Fault.Effect effect : effects) {
            if (effect instanceof Fault.Effect.Refuse refuse) {
                throw refuse.failure().apply(String.join(", ", keys));
            } else if (effect instanceof Fault.Effect.Delay delay) {
                delay(delay);
            }
        }
        return effects;
    }

    private static void after(List<Fault.Effect> effects, String key) {
        for (Fault.Effect effect : effects) {
            if (effect instanceof Fault.Effect.LoseAnswer lost) {
                throw lost.failure().apply(key);
            }
        }
    }

    private void delay(Fault.Effect.Delay delay) {
        try {
            sleeper.sleep(delay.duration());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("injected: interrupted while delayed", interrupted, false);
        }
    }
}

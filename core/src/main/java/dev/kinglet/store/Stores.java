package dev.kinglet.store;

import dev.kinglet.StoreUse;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.Request;
import dev.kinglet.storage.decorate.CountingObjectStore;
import dev.kinglet.storage.decorate.Retrier;
import dev.kinglet.storage.decorate.RetryPolicy;
import dev.kinglet.storage.decorate.RetryingObjectStore;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The stores of one job's driver, or of one worker: whoever needs a store, be it Kinglet, a source, a sink or a user's function, has it from
 * here. Each request is repeated by one layer, with one patience for all of them, and each time that it is sent it counts, and is paid. May
 * be used from any thread.
 */
public final class Stores {

    private static final ScopedValue<Stores> CURRENT = ScopedValue.newInstance();

    /** For threads that work for no job. */
    private static final Stores NONE = new Stores(new StoreConnections(Map.of()), RetryPolicy.DEFAULT);

    private final StoreConnections connections;
    private final Retrier retrier;
    private final ConcurrentMap<String, Account> accounts = new ConcurrentHashMap<>();
    private volatile Summed summed = new Summed(0, StoreUse.NONE);

    /** @param retried as the job's or worker's owner sees it, whose close does nothing */
    private record Account(ObjectStore retried, CountingObjectStore counted, StoreProfile profile) {

        StoreUse use() {
            Map<String, Long> requests = new TreeMap<>();
            double dollars = 0;
            for (Map.Entry<Request, Integer> count : counted.counts().entrySet()) {
                requests.put(count.getKey().name(), (long) count.getValue());
                dollars += count.getValue() * profile.dollars(count.getKey());
            }
            long read = counted.bytesRead();
            return new StoreUse(requests, read, counted.bytesWritten(), dollars + read * profile.dollarsPerByteRead());
        }
    }

    /** @param total as {@link CountingObjectStore#total} has it, of all stores, just before they were asked for more */
    private record Summed(long total, StoreUse use) {}

    /** @param connections are used, and stay open */
    public Stores(StoreConnections connections, RetryPolicy policy) {
        this.connections = connections;
        this.retrier = new Retrier(policy);
    }

    /** A location as every process of a job understands it: a folder's without the current directory. */
    public static String absolute(String location) {
        return location.indexOf(':') > 1
                ? location
                : Path.of(location).toAbsolutePath().normalize().toUri().toString();
    }

    /**
     * The store at a location, as {@link dev.kinglet.storage.ObjectStores#open} takes it. To close it does nothing.
     *
     * @throws IllegalArgumentException if no store is known for it
     */
    public ObjectStore at(String location) {
        if (this == NONE) {
            return current(location).at(location);
        }
        return accounts.computeIfAbsent(location, this::open).retried;
    }

    private static Stores current(String location) {
        if (!CURRENT.isBound()) {
            throw new IllegalStateException("what lies in " + location
                    + " is read in calls and by the driver of a job; this thread works for none");
        }
        return CURRENT.get();
    }

    private Account open(String location) {
        CountingObjectStore counted = new CountingObjectStore(connections.at(location), true);
        return new Account(new RetryingObjectStore(counted, retrier), counted, StoreProfile.of(location));
    }

    /** What was asked until now, of all stores. The same object where that is as it was. */
    public StoreUse use() {
        long total = 0;
        for (Account account : accounts.values()) {
            total += account.counted.total();
        }
        Summed ready = summed;
        if (ready.total != total) {
            StoreUse use = StoreUse.NONE;
            for (Account account : accounts.values()) {
                use = use.plus(account.use());
            }
            ready = new Summed(total, use);
            summed = ready;
        }
        return ready.use;
    }

    /** A worker begins something new: that a store was in trouble is no matter any more. */
    public void renewPatience() {
        retrier.renew();
    }

    /**
     * The stores of the job or worker that this thread works for. An object that is sent to a worker takes those that it meets there, and
     * keeps them: a function may read it in threads of its own.
     */
    public static Stores current() {
        return CURRENT.orElse(NONE);
    }

    /** Does something for the owner of these stores, so that they are the {@link #current} ones meanwhile. */
    public <T extends @Nullable Object, X extends Throwable> T bind(ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(CURRENT, this).call(work);
    }
}

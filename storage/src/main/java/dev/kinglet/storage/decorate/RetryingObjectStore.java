package dev.kinglet.storage.decorate;

import dev.kinglet.storage.ObjectInfo;
import dev.kinglet.storage.ObjectNotFoundException;
import dev.kinglet.storage.ObjectPage;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.ObjectUpload;
import dev.kinglet.storage.PreconditionFailedException;
import dev.kinglet.storage.StorageException;
import dev.kinglet.storage.StoreUnavailableException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Repeats requests that failed in a way that {@linkplain StorageException#retryable() may pass}. The last failure is thrown, with
 * the earlier ones suppressed in it.
 *
 * <p><b>Conditional puts.</b> Where the answer to one was lost, the object may have been written, and its own repetition is then
 * refused. So a refusal after such a failure is looked into: if the object that is there has the very content that was to be
 * written, the put counts as done. A caller for whom only one may win therefore writes what no other caller writes, as a commit
 * record does by naming its attempt.
 *
 * <p><b>Streams.</b> A read that breaks off is taken up where it broke; an object that was replaced meanwhile is not noticed. An
 * upload is begun again only as long as nothing was written: the backend repeats its parts itself, and the caller has the data.
 */
public final class RetryingObjectStore implements ObjectStore {

    private final ObjectStore store;
    private final RetryPolicy policy;
    private final Sleeper sleeper;
    private final LongSupplier nanoTime;
    private final Supplier<? extends RandomGenerator> random;

    /** With real time and chance. */
    public RetryingObjectStore(ObjectStore store, RetryPolicy policy) {
        this(store, policy, Sleeper.THREAD, System::nanoTime, ThreadLocalRandom::current);
    }

    /**
     * With time and chance as given.
     *
     * @param nanoTime a clock as {@link System#nanoTime}
     * @param random asked for each pause, on the thread that pauses
     */
    public RetryingObjectStore(
            ObjectStore store,
            RetryPolicy policy,
            Sleeper sleeper,
            LongSupplier nanoTime,
            Supplier<? extends RandomGenerator> random) {
        this.store = store;
        this.policy = policy;
        this.sleeper = sleeper;
        this.nanoTime = nanoTime;
        this.random = random;
    }

    @Override
    public String location() {
        return store.location();
    }

    @Override
    public void put(String key, byte[] content) {
        run(() -> store.put(key, content));
    }

    @Override
    public void putIfAbsent(String key, byte[] content) {
        Retry retry = new Retry();
        boolean mayBeWritten = false;
        while (true) {
            try {
                store.putIfAbsent(key, content);
                return;
            } catch (PreconditionFailedException refused) {
                if (mayBeWritten && holds(key, content)) {
                    return;
                }
                throw retry.withEarlier(refused);
            } catch (StorageException failure) {
                // One that throttles has not written; one that fell silent may have.
                mayBeWritten |= failure instanceof StoreUnavailableException;
                retry.pauseAfter(failure);
            }
        }
    }

    @Override
    public ObjectUpload upload(String key) {
        return call(() -> store.upload(key));
    }

    @Override
    public byte[] get(String key) {
        return call(() -> store.get(key));
    }

    @Override
    public byte[] get(String key, long offset, int length) {
        return call(() -> store.get(key, offset, length));
    }

    @Override
    public InputStream open(String key, long offset) {
        return new ResumingStream(this, key, offset, call(() -> store.open(key, offset)));
    }

    @Override
    public Optional<ObjectInfo> head(String key) {
        return call(() -> store.head(key));
    }

    @Override
    public void delete(String key) {
        run(() -> store.delete(key));
    }

    @Override
    public void deleteAll(Collection<String> keys) {
        run(() -> store.deleteAll(keys));
    }

    @Override
    public ObjectPage list(String prefix, @Nullable String startAfter, int maxKeys) {
        return call(() -> store.list(prefix, startAfter, maxKeys));
    }

    @Override
    public void close() {
        store.close();
    }

    InputStream openOnce(String key, long offset) {
        return store.open(key, offset);
    }

    private boolean holds(String key, byte[] content) {
        try {
            return Arrays.equals(get(key), content);
        } catch (ObjectNotFoundException removedMeanwhile) {
            return false;
        }
    }

    private void run(Runnable request) {
        call(() -> {
            request.run();
            return true;
        });
    }

    private <T> T call(Supplier<T> request) {
        Retry retry = new Retry();
        while (true) {
            try {
                return request.get();
            } catch (StorageException failure) {
                retry.pauseAfter(failure);
            }
        }
    }

    /** The attempts of one request. Confined to the thread that makes it. */
    final class Retry {

        private final long begun = nanoTime.getAsLong();
        private int attempt = 1;
        private @Nullable StorageException previous;

        /** Waits until the request may be repeated, or throws the failure if it may not. */
        void pauseAfter(StorageException failure) {
            withEarlier(failure);
            previous = failure;
            if (!failure.retryable() || attempt >= policy.attempts()) {
                throw failure;
            }
            long bound = policy.pauseBound(attempt).toNanos();
            Duration pause = Duration.ofNanos(bound == 0 ? 0 : random.get().nextLong(bound));
            long elapsed = nanoTime.getAsLong() - begun;
            if (policy.limit().minusNanos(elapsed).compareTo(pause) < 0) {
                throw failure;
            }
            attempt++;
            try {
                sleeper.sleep(pause);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                failure.addSuppressed(interrupted);
                throw failure;
            }
        }

        /** Remembers the failure before this one in it. */
        StorageException withEarlier(StorageException failure) {
            if (previous != null && previous != failure) {
                failure.addSuppressed(previous);
            }
            return failure;
        }
    }
}

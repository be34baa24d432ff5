package dev.kinglet.storage.decorate;

import dev.kinglet.storage.FoundObjects;
import dev.kinglet.storage.ObjectInfo;
import dev.kinglet.storage.ObjectNotFoundException;
import dev.kinglet.storage.ObjectPage;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.ObjectUpload;
import dev.kinglet.storage.PreconditionFailedException;
import dev.kinglet.storage.Request;
import dev.kinglet.storage.StorageException;
import dev.kinglet.storage.StoreUnavailableException;
import dev.kinglet.storage.UploadRequests;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;
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
 * <p><b>Streams.</b> A read that breaks off is taken up where it broke; that an object was replaced meanwhile is noticed
 * only where the read is of one that was found. Of an upload each request is repeated, as far as the backend tells of them ({@link
 * ObjectStore#upload(String, UploadRequests)}).
 */
public final class RetryingObjectStore implements ObjectStore {

    private final ObjectStore store;
    private final Retrier retrier;

    public RetryingObjectStore(ObjectStore store, Retrier retrier) {
        this.store = store;
        this.retrier = retrier;
    }

    @Override
    public String location() {
        return store.location();
    }

    @Override
    public void put(String key, byte[] content) {
        retrier.run(() -> store.put(key, content));
    }

    @Override
    public void putIfAbsent(String key, byte[] content) {
        Retrier.Attempts attempts = retrier.begin();
        boolean mayBeWritten = false;
        while (true) {
            try {
                store.putIfAbsent(key, content);
                attempts.answered();
                return;
            } catch (PreconditionFailedException refused) {
                attempts.answered();
                if (mayBeWritten && holds(key, content)) {
                    return;
                }
                throw attempts.withEarlier(refused);
            } catch (StorageException failure) {
                // One that throttles has not written; one that fell silent may have.
                mayBeWritten |= failure instanceof StoreUnavailableException;
                attempts.pauseAfter(failure);
            }
        }
    }

    @Override
    public ObjectUpload upload(String key) {
        return upload(key, UploadRequests.PLAIN);
    }

    @Override
    public ObjectUpload upload(String key, UploadRequests requests) {
        return store.upload(key, new UploadRequests() {
            @Override
            public <T> T make(Request kind, Supplier<T> request) {
                return requests.make(kind, () -> retrier.call(request));
            }
        });
    }

    @Override
    public byte[] get(String key) {
        return retrier.call(() -> store.get(key));
    }

    @Override
    public byte[] get(String key, long offset, int length) {
        return retrier.call(() -> store.get(key, offset, length));
    }

    @Override
    public InputStream open(String key, long offset) {
        LongFunction<InputStream> open = position -> store.open(key, position);
        return new ResumingStream(open, retrier, offset, retrier.call(() -> open.apply(offset)));
    }

    @Override
    public Optional<ObjectInfo> head(String key) {
        return retrier.call(() -> store.head(key));
    }

    @Override
    public void copy(String source, String target) {
        retrier.run(() -> store.copy(source, target));
    }

    @Override
    public void delete(String key) {
        retrier.run(() -> store.delete(key));
    }

    @Override
    public void deleteAll(Collection<String> keys) {
        retrier.run(() -> store.deleteAll(keys));
    }

    @Override
    public ObjectPage list(String prefix, @Nullable String startAfter, int maxKeys) {
        return retrier.call(() -> store.list(prefix, startAfter, maxKeys));
    }

    @Override
    public FoundObjects find(String prefix, @Nullable String next) {
        return retrier.call(() -> store.find(prefix, next));
    }

    @Override
    public byte[] read(ObjectInfo found) {
        return retrier.call(() -> store.read(found));
    }

    @Override
    public byte[] read(ObjectInfo found, long offset, int length) {
        return retrier.call(() -> store.read(found, offset, length));
    }

    @Override
    public InputStream open(ObjectInfo found, long offset) {
        LongFunction<InputStream> open = position -> store.open(found, position);
        return new ResumingStream(open, retrier, offset, retrier.call(() -> open.apply(offset)));
    }

    @Override
    public void close() {
        store.close();
    }

    private boolean holds(String key, byte[] content) {
        try {
            return Arrays.equals(get(key), content);
        } catch (ObjectNotFoundException removedMeanwhile) {
            return false;
        }
    }
}

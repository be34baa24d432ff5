package dev.kinglet.bench.storage;

import dev.kinglet.CallContext;
import dev.kinglet.RemoteFunction;
import dev.kinglet.storage.ObjectStore;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;

/**
 * Writes some objects, or reads them back and checks them. An object carries the checksum of what is before it at its end, so that the
 * reader needs to know nothing.
 *
 * @param direction whether to write or to read
 * @param prefix of all keys
 * @param objects how many a call
 * @param bytes length of each, at least 16
 */
public record StorageWork(Direction direction, String prefix, int objects, int bytes)
        implements RemoteFunction<Integer, StorageDone> {

    private static final int LEAST_BYTES = 16;

    /** Which way. */
    public enum Direction {
        WRITE,
        READ
    }

    public StorageWork {
        if (bytes < LEAST_BYTES || objects < 1) {
            throw new IllegalArgumentException("objects must be of at least " + LEAST_BYTES
                    + " bytes, and at least 1 a call, but are " + objects + " of " + bytes);
        }
    }

    @Override
    public StorageDone apply(Integer call) {
        return run(CallContext.current().store(), call);
    }

    /** The work itself, wherever it runs. */
    public StorageDone run(ObjectStore store, int call) {
        return direction == Direction.WRITE ? write(store, call) : read(store, call);
    }

    private String key(int call, int object) {
        return prefix + "/" + call + "/" + object;
    }

    private StorageDone write(ObjectStore store, int call) {
        byte[] content = new byte[bytes];
        new SplittableRandom(call).nextBytes(content);
        ByteBuffer fields = ByteBuffer.wrap(content);
        long start = System.nanoTime();
        for (int object = 0; object < objects; object++) {
            // No two alike: a store might keep one copy.
            fields.putInt(0, call).putInt(Integer.BYTES, object);
            fields.putInt(bytes - Integer.BYTES, checksum(content));
            store.put(key(call, object), content);
        }
        return done(start);
    }

    private StorageDone read(ObjectStore store, int call) {
        long start = System.nanoTime();
        for (int object = 0; object < objects; object++) {
            String key = key(call, object);
            byte[] content = store.get(key);
            if (content.length != bytes
                    || ByteBuffer.wrap(content).getInt(bytes - Integer.BYTES) != checksum(content)
                    || ByteBuffer.wrap(content).getInt(Integer.BYTES) != object) {
                throw new IllegalStateException(
                        "object " + key + " of " + store.location() + " is not what was written: it has "
                                + content.length + " bytes of " + bytes + ", or another checksum");
            }
        }
        return done(start);
    }

    private StorageDone done(long start) {
        return new StorageDone((long) objects * bytes, objects, (System.nanoTime() - start) / 1e9);
    }

    private int checksum(byte[] content) {
        CRC32C sum = new CRC32C();
        sum.update(content, 0, bytes - Integer.BYTES);
        return (int) sum.getValue();
    }

    /** Removes what so many calls wrote. */
    public void clean(ObjectStore store, int calls) {
        List<String> keys = new ArrayList<>();
        for (int call = 0; call < calls; call++) {
            for (int object = 0; object < objects; object++) {
                keys.add(key(call, object));
            }
        }
        store.deleteAll(keys);
    }
}

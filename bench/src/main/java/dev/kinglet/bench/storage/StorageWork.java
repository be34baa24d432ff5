package dev.kinglet.bench.storage;

import dev.kinglet.CallContext;
import dev.kinglet.RemoteFunction;
import dev.kinglet.storage.ObjectStore;
import java.io.IOException;
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
 * @param times how often each is read
 */
public record StorageWork(Direction direction, String prefix, int objects, int bytes, int times)
        implements RemoteFunction<Integer, StorageDone> {

    private static final int LEAST_BYTES = 16;

    /** Which way. */
    public enum Direction {
        WRITE,
        READ
    }

    public StorageWork {
        if (bytes < LEAST_BYTES || objects < 1 || times < 1) {
            throw new IllegalArgumentException("objects must be of at least " + LEAST_BYTES
                    + " bytes, at least 1 a call, and read at least once, but are " + objects + " of " + bytes + ", "
                    + times + " times");
        }
    }

    @Override
    public StorageDone apply(Integer call) throws IOException {
        return run(ObjectAccess.of(CallContext.current().store()), call);
    }

    /** The work itself, wherever it runs. */
    public StorageDone run(ObjectAccess store, int call) throws IOException {
        return direction == Direction.WRITE ? write(store, call) : read(store, call);
    }

    private String key(int call, int object) {
        return prefix + "/" + call + "/" + object;
    }

    private StorageDone write(ObjectAccess store, int call) throws IOException {
        byte[] content = new byte[bytes];
        ByteBuffer fields = ByteBuffer.wrap(content);
        // By eight bytes each: a generator's own nextBytes takes a third of the time of a write.
        SplittableRandom random = new SplittableRandom(call);
        while (fields.remaining() >= Long.BYTES) {
            fields.putLong(random.nextLong());
        }
        long start = System.nanoTime();
        for (int object = 0; object < objects; object++) {
            // No two alike: a store might keep one copy.
            fields.putInt(0, call).putInt(Integer.BYTES, object);
            fields.putInt(bytes - Integer.BYTES, checksum(content));
            store.put(key(call, object), content);
        }
        return done(objects, start);
    }

    private StorageDone read(ObjectAccess store, int call) throws IOException {
        long start = System.nanoTime();
        for (int time = 0; time < times; time++) {
            for (int object = 0; object < objects; object++) {
                String key = key(call, object);
                check(key, object, store.get(key));
            }
        }
        return done(objects * times, start);
    }

    private void check(String key, int object, byte[] content) {
        ByteBuffer fields = ByteBuffer.wrap(content);
        if (content.length != bytes
                || fields.getInt(bytes - Integer.BYTES) != checksum(content)
                || fields.getInt(Integer.BYTES) != object) {
            throw new IllegalStateException("object " + key + " is not what was written: it has " + content.length
                    + " bytes of " + bytes + ", or another checksum");
        }
    }

    private StorageDone done(int requests, long start) {
        return new StorageDone((long) requests * bytes, requests, (System.nanoTime() - start) / 1e9);
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

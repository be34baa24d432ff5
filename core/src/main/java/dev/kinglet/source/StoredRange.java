package dev.kinglet.source;

import dev.kinglet.storage.ObjectChangedException;
import dev.kinglet.storage.ObjectInfo;
import dev.kinglet.storage.ObjectStore;
import java.io.InputStream;
import java.util.Objects;

/**
 * A part of a stored object, asked for in blocks: a connection whose answer is read to its end can be used again, while one request from
 * the offset to the object's end would have to be broken off. Confined to one thread.
 */
final class StoredRange extends InputStream {

    /** So much takes longer to transfer than to ask for, and is held in memory. */
    private static final int MAX_BLOCK_BYTES = 8 << 20;

    /** Behind what was expected there is the rest of one record, and whoever buffers reads so much at once. */
    private static final int REST_BLOCK_BYTES = 256 << 10;

    private static final byte[] NOTHING = {};

    private final ObjectStore store;
    private final ObjectInfo found;
    private long position;
    private long expected;
    private int restBytes = REST_BLOCK_BYTES;
    private byte[] block = NOTHING;
    private int read;

    StoredRange(ObjectStore store, ObjectInfo found, long from, long expected) {
        this.store = store;
        this.found = found;
        this.position = from;
        this.expected = expected;
    }

    @Override
    public int read() {
        return refill() ? block[read++] & 0xff : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (length == 0) {
            return 0;
        }
        if (!refill()) {
            return -1;
        }
        int count = Math.min(length, block.length - read);
        System.arraycopy(block, read, buffer, offset, count);
        read += count;
        return count;
    }

    /** Whether there is a byte to read. */
    private boolean refill() {
        if (read < block.length) {
            return true;
        }
        if (position >= found.size()) {
            return false;
        }
        long wanted = expected;
        if (wanted <= 0) {
            wanted = restBytes;
            restBytes = Math.min(restBytes * 2, MAX_BLOCK_BYTES);
        }
        if (wanted > MAX_BLOCK_BYTES + REST_BLOCK_BYTES) {
            wanted = MAX_BLOCK_BYTES; // a little more is no request of its own
        }
        int length = (int) Math.min(wanted, found.size() - position);
        block = store.read(found, position, length);
        if (block.length == 0) {
            throw new ObjectChangedException(
                    "get of \"" + found.key() + "\": it was found with " + found.size() + " bytes, now it ends at "
                            + position,
                    null);
        }
        read = 0;
        position += block.length;
        expected -= block.length;
        return true;
    }
}

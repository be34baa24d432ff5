package dev.kinglet.storage.file;

import dev.kinglet.storage.ObjectUpload;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects an object in a temporary file, which a rename publishes. What fits the buffer is written only then. */
final class FileUpload extends ObjectUpload {

    /** Large enough that the system call costs little beside the copying; small enough for a thousand uploads at once. */
    private static final int BUFFER_BYTES = 64 * 1024;

    private final FileObjectStore store;
    private final String key;
    private byte @Nullable [] buffer = new byte[BUFFER_BYTES];
    private int buffered;
    private @Nullable File temporary;
    private @Nullable FileOutputStream file;

    FileUpload(FileObjectStore store, String key) {
        this.store = store;
        this.key = key;
    }

    @Override
    public void write(int oneByte) {
        byte[] bytes = buffer();
        if (buffered == bytes.length) {
            flushTo(file(), bytes, 0, buffered);
            buffered = 0;
        }
        bytes[buffered++] = (byte) oneByte;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        byte[] pending = buffer();
        if (length > pending.length - buffered) {
            flushTo(file(), pending, 0, buffered);
            buffered = 0;
        }
        if (length >= pending.length) {
            flushTo(file(), bytes, offset, length);
        } else {
            System.arraycopy(bytes, offset, pending, buffered, length);
            buffered += length;
        }
    }

    @Override
    public void commit() {
        byte[] rest = buffer();
        FileOutputStream out = file();
        flushTo(out, rest, 0, buffered);
        buffer = null;
        try {
            // Some file systems say only here that the disk is full.
            out.close();
        } catch (IOException e) {
            throw store.failures().ofWrite(action(), e);
        }
        store.publish(Objects.requireNonNull(temporary), key);
        temporary = null;
    }

    @Override
    public void close() {
        buffer = null;
        File leftOver = temporary;
        if (leftOver != null) {
            temporary = null;
            try {
                Objects.requireNonNull(file).close();
            } catch (IOException e) {
                throw store.failures().ofWrite("abandon of " + action(), e);
            } finally {
                store.discard(leftOver);
            }
        }
    }

    private void flushTo(FileOutputStream out, byte[] bytes, int offset, int length) {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw store.failures().ofWrite(action(), e);
        }
    }

    private FileOutputStream file() {
        FileOutputStream out = file;
        if (out == null) {
            File target = store.temporaryFile();
            out = store.create(target, action());
            temporary = target;
            file = out;
        }
        return out;
    }

    private byte[] buffer() {
        byte[] bytes = buffer;
        if (bytes == null) {
            throw new IllegalStateException("the " + action() + " was committed or closed already");
        }
        return bytes;
    }

    private String action() {
        return "upload of \"" + key + "\"";
    }
}

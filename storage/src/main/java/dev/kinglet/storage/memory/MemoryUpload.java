package dev.kinglet.storage.memory;

import dev.kinglet.storage.ObjectUpload;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects the bytes of one object. */
final class MemoryUpload extends ObjectUpload {

    private final Consumer<byte[]> publish;
    private @Nullable ByteArrayOutputStream buffer = new ByteArrayOutputStream();

    MemoryUpload(Consumer<byte[]> publish) {
        this.publish = publish;
    }

    @Override
    public void write(int oneByte) {
        buffer().write(oneByte);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        buffer().write(bytes, offset, length);
    }

    @Override
    public void commit() {
        publish.accept(buffer().toByteArray());
        buffer = null;
    }

    @Override
    public void close() {
        buffer = null;
    }

    private ByteArrayOutputStream buffer() {
        if (buffer == null) {
            throw new IllegalStateException("the upload was committed or closed already");
        }
        return buffer;
    }
}

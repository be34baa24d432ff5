package dev.kinglet.columns;

import dev.kinglet.closure.KryoValueCodec;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

public final class RowReader implements Iterator<@Nullable Object>, AutoCloseable {
    private final DataInputStream in;
    private final KryoValueCodec codec;
    private int length = -2;

    public RowReader(InputStream in, ClassLoader loader) {
        this.in = new DataInputStream(in);
        codec = new KryoValueCodec(loader);
    }

    @Override
    public boolean hasNext() {
        if (length == -2) {
            try {
                length = in.readInt();
            } catch (EOFException e) {
                length = -1;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return length >= 0;
    }

    @Override
    public @Nullable Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        try {
            byte[] bytes = in.readNBytes(length);
            length = -2;
            return codec.decode(bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {}
}

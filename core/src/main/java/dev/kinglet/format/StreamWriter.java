package dev.kinglet.format;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Writes records as bytes. A stream's failure that is no failure of a store's is passed on unchecked. */
abstract class StreamWriter<T> implements RecordWriter<T> {

    private final OutputStream stream;

    /** @param stream closed by this: it ends the compressed form, and what is behind that stays open */
    StreamWriter(OutputStream stream) {
        this.stream = stream;
    }

    abstract void write(T item, OutputStream to) throws IOException;

    @Override
    public final void write(T item) {
        try {
            write(item, stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes what stands behind the last record. */
    void end(OutputStream to) throws IOException {}

    @Override
    public final void close() {
        try {
            end(stream);
            stream.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

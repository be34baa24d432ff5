package dev.kinglet.columns;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.RecordBatch;
import org.jspecify.annotations.Nullable;

/**
 * The rows that one or several {@link RowWriter}s wrote, their outputs one after the other. Reading fails with a {@link ColumnsException}
 * where the bytes are no such rows or a class is missing, and with an {@link UncheckedIOException} where the input fails or ends inside a
 * batch.
 *
 * <p>Confined to one thread. Keeps one batch in memory.
 */
public final class RowReader implements Iterator<@Nullable Object>, AutoCloseable {

    private final InputStream in;
    private final IpcReader messages;
    private final FieldReader fields;
    private final ColumnReaders columns;
    private final Batch batch = new Batch();
    private @Nullable ColumnReader root;
    private int rows;
    private int next;

    /**
     * Reads from {@code in}, a buffer at a time.
     *
     * @param loader where the rows' classes are found
     * @param seal what the rows were written with
     */
    public RowReader(InputStream in, ClassLoader loader, @Nullable Seal seal) {
        this.in = in;
        this.messages = new IpcReader(in, true);
        this.fields = new FieldReader(loader);
        this.columns = new ColumnReaders(loader, seal);
    }

    @Override
    public boolean hasNext() {
        return next < rows || load();
    }

    @Override
    public @Nullable Object next() {
        if (!hasNext() || root == null) {
            throw new NoSuchElementException("all rows were read");
        }
        return root.get(next++);
    }

    /** Goes on to the next batch with rows. */
    private boolean load() {
        try {
            while (next >= rows) {
                Message message = messages.next();
                if (message == null) {
                    return false;
                }
                if (!IpcReader.isBatch(message)) {
                    root = columns.of(fields.shape(IpcReader.schema(message).fields(0)));
                } else if (root == null) {
                    throw new ColumnsException("a batch comes before its schema: not read from the start of a stream");
                } else {
                    rows = messages.read(message, (RecordBatch) message.header(new RecordBatch()), batch, null);
                    next = 0;
                    root.load(batch);
                }
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closes the input. */
    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.kinglet.columns;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows as an Arrow stream, or several one after the other: a new one begins when a row comes that the columns so far do not fit.
 * {@link RowReader} gives the same rows in the same order, whatever their classes. Outputs of several writers, one after the other, can be
 * read as one.
 *
 * <p>The columns are found from the first row: a record's components, scalars, strings, byte arrays, times, decimals, enums, optionals and
 * lists have columns of their own; whatever else is encoded by Kryo. Plain lists come back as {@code ArrayList}; an object that a row
 * refers to twice comes back as two.
 *
 * <p>Confined to one thread. Keeps one batch in memory.
 */
public final class RowWriter implements AutoCloseable {

    /** The name of the only column. */
    static final String ROW = "row";

    private final OutputStream stream;
    private final IpcWriter out;
    private final BatchOptions options;
    private final ColumnWriters columns;
    private final BatchParts parts = new BatchParts();
    private @Nullable ColumnWriter root;
    private long rows;

    /** Writes to {@code out} with {@linkplain BatchOptions#DEFAULT default options}. */
    public RowWriter(OutputStream out) {
        this(out, BatchOptions.DEFAULT, null);
    }

    /**
     * Writes to {@code out}, one write a buffer.
     *
     * @param out is flushed when this is closed, and stays open
     * @param seal for what is encoded by Kryo; null where nobody else can write to where the rows go
     */
    public RowWriter(OutputStream out, BatchOptions options, @Nullable Seal seal) {
        this.columns = new ColumnWriters(seal);
        this.stream = out;
        this.out = new IpcWriter(out, options.compression());
        this.options = options;
    }

    /**
     * Writes a row. It may be changed afterwards.
     *
     * @throws dev.kinglet.closure.NotTransportableException if something in it has no meaning in another process; the row is left out
     * @throws UncheckedIOException if the output fails
     */
    public void write(@Nullable Object row) {
        ColumnWriter column = root == null ? begin(Shapes.of(ROW, row)) : root;
        while (!append(column, row)) {
            end(column);
            column = begin(column.shape());
        }
        rows++;
        if (column.count() >= options.rows() || column.bytes() >= options.bytes()) {
            flush(column);
        }
    }

    /** The rows written so far. */
    public long rows() {
        return rows;
    }

    /** Whether the row fitted; if not, it has left nothing but a changed shape. */
    private static boolean append(ColumnWriter column, @Nullable Object row) {
        int before = column.count();
        boolean done = false;
        try {
            done = column.append(row);
            return done;
        } finally {
            if (!done) {
                column.cut(before);
            }
        }
    }

    /** Writes what is left and ends the stream. Without a row, nothing is written. */
    @Override
    public void close() {
        if (root != null) {
            end(root);
            root = null;
            try {
                stream.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private ColumnWriter begin(Shape shape) {
        ColumnWriter column = columns.of(shape);
        try {
            out.schema(List.of(shape), true); // now, as a row that does not fit will change the shape
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        root = column;
        return column;
    }

    private void flush(ColumnWriter column) {
        if (column.count() == 0) {
            return;
        }
        try {
            parts.clear();
            column.describe(parts);
            out.batch(column.count(), parts);
            column.cut(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void end(ColumnWriter column) {
        flush(column);
        try {
            out.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.kinglet.format;

import dev.kinglet.RemoteFunction;
import dev.kinglet.columns.Table;
import dev.kinglet.columns.VectorBatches;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** The records that a function makes of batches of others, as Arrow's vectors. */
public final class BatchCursor implements RecordCursor<Object> {

    private static final String NAME = "the batch that the function of mapBatches returned";

    private final Iterator<Object> records;
    private final VectorBatches batches;
    private final Class<?> rows;
    private @Nullable TableCursor<Object> current;

    /** @param rows the class of the records that come of it, a component a column */
    public BatchCursor(
            Iterator<Object> records, RemoteFunction<VectorSchemaRoot, VectorSchemaRoot> function, Class<?> rows) {
        this.records = records;
        this.batches = new VectorBatches(function);
        this.rows = rows;
    }

    @Override
    public boolean hasNext() {
        while (current == null || !current.hasNext()) {
            Table table = table();
            if (table == null) {
                return false;
            }
            try {
                current = new TableCursor<>(table, TableBinder.of(rows, table), NAME, BatchCursor::refuse);
            } catch (MisfitException e) {
                throw new IllegalArgumentException(NAME + " does not fit: " + e.getMessage(), e);
            }
        }
        return true;
    }

    private @Nullable Table table() {
        try {
            return batches.next(records);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the function of mapBatches threw " + e, e);
        }
    }

    private static void refuse(String place, String reason, byte[] row, Throwable cause) {
        throw new IllegalArgumentException(place + ": " + reason, cause);
    }

    @Override
    public Object next() {
        if (!hasNext() || current == null) {
            throw new NoSuchElementException("there are no more records");
        }
        return current.next();
    }

    @Override
    public void close() {
        batches.close();
    }
}

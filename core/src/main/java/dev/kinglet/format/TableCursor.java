package dev.kinglet.format;

import dev.kinglet.closure.UndecodableException;
import dev.kinglet.columns.ColumnsException;
import dev.kinglet.columns.Table;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The records of a table. Looks one record ahead, since rows that do not fit are passed over. */
final class TableCursor<T> implements RecordCursor<T> {

    /** Takes rows that do not fit. */
    interface Misfits {

        /** Takes one, or throws. The row is as a line of JSON. */
        void bad(String place, String reason, byte[] row, Throwable cause);
    }

    private final Table table;
    private final TableBinder binder;
    private final String name;
    private final Misfits misfits;
    private int rows;
    private int next;
    private @Nullable T ahead;

    TableCursor(Table table, TableBinder binder, String name, Misfits misfits) {
        this.table = table;
        this.binder = binder;
        this.name = name;
        this.misfits = misfits;
    }

    @Override
    public boolean hasNext() {
        while (ahead == null && hasRow()) {
            ahead = bind(next++);
        }
        return ahead != null;
    }

    private boolean hasRow() {
        String last = name;
        try {
            while (next >= rows && rows >= 0) {
                if (rows > 0) {
                    last = name + ", behind " + table.place(rows - 1);
                }
                next = 0;
                rows = table.next();
            }
            return next < rows;
        } catch (ColumnsException e) {
            throw new UndecodableException(last + ": " + e.getMessage(), null, e);
        }
    }

    @SuppressWarnings("unchecked") // the binder was made for the source's type
    private @Nullable T bind(int row) {
        try {
            return (T) binder.bind(row);
        } catch (MisfitException e) {
            misfits.bad(
                    name + ", " + table.place(row),
                    String.valueOf(e.getMessage()),
                    JsonLinesWriter.bytes(binder.row(row)),
                    e);
            return null;
        }
    }

    @Override
    public T next() {
        T record = hasNext() ? ahead : null;
        if (record == null) {
            throw new NoSuchElementException();
        }
        ahead = null;
        return record;
    }

    @Override
    public void close() {
        rows = -1;
        next = 0;
        ahead = null;
        table.close();
    }
}

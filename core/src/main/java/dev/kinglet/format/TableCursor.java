package dev.kinglet.format;

import dev.kinglet.closure.UndecodableException;
import dev.kinglet.columns.ColumnsException;
import dev.kinglet.columns.Table;
import java.util.NoSuchElementException;

/** The records of a table. */
final class TableCursor<T> implements RecordCursor<T> {

    private final Table table;
    private final TableBinder binder;
    private final String name;
    private long before;
    private int rows;
    private int next;

    TableCursor(Table table, TableBinder binder, String name) {
        this.table = table;
        this.binder = binder;
        this.name = name;
    }

    @Override
    public boolean hasNext() {
        try {
            while (next >= rows && rows >= 0) {
                before += rows;
                next = 0;
                rows = table.next();
            }
            return next < rows;
        } catch (ColumnsException e) {
            throw new UndecodableException(name + ", behind row " + before + ": " + e.getMessage(), null, e);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // the binder was made for the source's type
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        try {
            return (T) binder.bind(next++);
        } catch (MisfitException | ColumnsException e) {
            throw new UndecodableException(
                    name + ", row " + (before + next) + " of what this call reads of it: " + e.getMessage(), null, e);
        }
    }

    @Override
    public void close() {
        rows = -1;
        next = 0;
        table.close();
    }
}

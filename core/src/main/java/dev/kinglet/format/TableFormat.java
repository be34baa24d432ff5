package dev.kinglet.format;

import dev.kinglet.BadRecords;
import dev.kinglet.Row;
import dev.kinglet.closure.UndecodableException;
import dev.kinglet.columns.ColumnsException;
import dev.kinglet.columns.Table;

/**
 * Tables that are stored by columns.
 *
 * @param type a record class, or {@link Row}
 * @param policy what becomes of rows that do not fit
 */
record TableFormat<T>(Class<?> type, TableForm form, BadRecords policy) implements ObjectFormat<T> {

    @Override
    public int cutBytes() {
        return 1;
    }

    @Override
    public RecordCursor<T> open(ObjectRange range, BadRecordListener badRecords) {
        try {
            Table table = form.open(range);
            try {
                return new TableCursor<>(
                        table, TableBinder.of(type, table), range.name(), new BadRecordGate(policy, badRecords)::bad);
            } catch (MisfitException e) {
                table.close();
                throw new UndecodableException(range.name() + ": " + e.getMessage(), null, e);
            } catch (RuntimeException e) {
                table.close();
                throw e;
            }
        } catch (ColumnsException e) {
            throw new UndecodableException(range.name() + ": " + e.getMessage(), null, e);
        }
    }
}

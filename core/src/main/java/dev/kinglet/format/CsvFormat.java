package dev.kinglet.format;

import dev.kinglet.CsvSource;
import dev.kinglet.closure.UndecodableException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows of CSV.
 *
 * @param source what they are
 * @param inferred the types of columns, where no record class has them
 */
record CsvFormat<T>(CsvSource<T> source, Map<String, ColumnType> inferred) implements ObjectFormat<T> {

    /** The first row is looked for in so many bytes, and further where it is longer. */
    private static final int HEADER_BYTES = 16 << 10;

    @Override
    public int cutBytes() {
        return 1;
    }

    @Override
    public RecordCursor<T> open(ObjectRange range, BadRecordListener badRecords) {
        CsvRows rows = rows(range);
        try {
            List<String> columns = range.from() == 0 ? columns(rows) : columns(range);
            CsvBinder<T> binder = columns.isEmpty() ? null : CsvBinder.of(source, columns, inferred);
            return new Records<>(rows, binder, new BadRecordGate(source.badRecords(), badRecords));
        } catch (MisfitException e) {
            rows.close();
            throw new UndecodableException(range.name() + ": " + e.getMessage(), null, e);
        } catch (RuntimeException e) {
            rows.close();
            throw e;
        }
    }

    CsvRows rows(ObjectRange range) {
        byte separator = (byte) source.separator();
        return new CsvRows(
                source.singleLine() ? DelimitedRecords.of(range, null) : QuotedRecords.of(range, separator),
                separator,
                range.from() == 0);
    }

    /** The columns of the object that a range is a part of. */
    private List<String> columns(ObjectRange range) {
        if (!source.header().isEmpty()) {
            return source.header();
        }
        CsvRows rows = rows(new ObjectRange(range.object(), 0, HEADER_BYTES));
        try {
            return columns(rows);
        } finally {
            rows.close();
        }
    }

    /** The columns, from the first row if it has them. None where there is no row. */
    List<String> columns(CsvRows rows) {
        if (!source.header().isEmpty()) {
            return source.header();
        }
        if (!rows.next()) {
            return List.of();
        }
        try {
            List<String> columns = rows.fields().texts();
            if (new LinkedHashSet<>(columns).size() < columns.size()) {
                throw new MisfitException("two columns have the same name in " + columns
                        + "; if the objects do not begin with names, give them (withoutHeader)");
            }
            return columns;
        } catch (MisfitException e) {
            throw new UndecodableException(rows.place() + ", the names of the columns: " + e.getMessage(), null, e);
        }
    }

    private static final class Records<T> extends AbstractCursor<T> {

        private final CsvRows rows;
        private final @Nullable CsvBinder<T> binder;
        private final BadRecordGate gate;

        Records(CsvRows rows, @Nullable CsvBinder<T> binder, BadRecordGate gate) {
            super(rows.window());
            this.rows = rows;
            this.binder = binder;
            this.gate = gate;
        }

        @Override
        @Nullable
        T advance() {
            while (binder != null && rows.next()) {
                if (rows.isBlank() && binder.columns() > 1) {
                    continue;
                }
                try {
                    return binder.bind(rows.fields());
                } catch (MisfitException e) {
                    gate.bad(rows.place(), String.valueOf(e.getMessage()), rows.bytes(), null);
                }
            }
            return null;
        }
    }
}

package dev.kinglet.format;

import dev.kinglet.CsvSource;
import dev.kinglet.ObjectInput;
import dev.kinglet.closure.UndecodableException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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

    /** What some spreadsheets want before the names. */
    private static final Pattern SPREADSHEETS = Pattern.compile("(?i)sep=.");

    @Override
    public int cutBytes() {
        return 1;
    }

    @Override
    public @Nullable ObjectRange cuttable(ObjectInput object) {
        return TextLook.cuttable(object, source.charset(), source.singleLine() ? LineEnds.ANYWHERE : LineEnds.UNQUOTED);
    }

    @Override
    public RecordCursor<T> open(ObjectRange range, BadRecordListener badRecords) {
        CsvRows rows = rows(range);
        try {
            Header header = range.from() == 0 ? header(rows) : header(range);
            List<String> columns = header.columns();
            CsvBinder<T> binder = columns.isEmpty() ? null : CsvBinder.of(source, columns, inferred);
            return new Records<>(rows, binder, header.position(), new BadRecordGate(source.badRecords(), badRecords));
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
                source.singleLine()
                        ? DelimitedRecords.of(range, null, source.charset())
                        : QuotedRecords.of(range, separator, source.charset()),
                separator,
                range.from() == 0);
    }

    /**
     * The columns of an object.
     *
     * @param position where the row begins that names them, or less than 0 where there is none
     */
    private record Header(List<String> columns, long position) {}

    /** That of the object that a range is a part of. */
    private Header header(ObjectRange range) {
        if (!source.header().isEmpty()) {
            return new Header(source.header(), -1);
        }
        Header near = header(range, HEADER_BYTES);
        return near.columns().isEmpty() ? header(range, Long.MAX_VALUE) : near;
    }

    private Header header(ObjectRange range, long until) {
        CsvRows rows = rows(range.part(0, until));
        try {
            return header(rows);
        } finally {
            rows.close();
        }
    }

    private Header header(CsvRows rows) {
        List<String> columns = columns(rows);
        return new Header(columns, source.header().isEmpty() ? rows.position() : -1);
    }

    /** The columns, from the first row with anything in it if it has them. None where there is no row. */
    List<String> columns(CsvRows rows) {
        if (!source.header().isEmpty()) {
            return source.header();
        }
        do {
            if (!rows.next()) {
                return List.of();
            }
        } while (rows.isBlank());
        try {
            List<String> columns = rows.fields().texts();
            if (SPREADSHEETS
                    .matcher(String.join(String.valueOf(source.separator()), columns))
                    .matches()) {
                throw new MisfitException(
                        "it tells a spreadsheet the separator, and names no columns; take the line out");
            }
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
        private final long header;
        private final BadRecordGate gate;

        /** @param header where the row is that names the columns: behind lines without anything it may be in any range */
        Records(CsvRows rows, @Nullable CsvBinder<T> binder, long header, BadRecordGate gate) {
            super(rows.window());
            this.rows = rows;
            this.binder = binder;
            this.header = header;
            this.gate = gate;
        }

        @Override
        @Nullable
        T advance() {
            while (binder != null && rows.next()) {
                if ((rows.isBlank() && binder.columns() > 1) || rows.position() == header) {
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

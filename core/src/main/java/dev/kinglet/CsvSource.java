package dev.kinglet;

import java.nio.charset.Charset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows of values between separators (RFC 4180): UTF-8, unless a byte order mark or {@link #charset} says another encoding, values in quotation marks where they hold a separator, a quotation mark (doubled)
 * or an end of line. The first row of each object names the columns. Rows end with {@code \n} or
 * {@code \r\n}, or in objects whose first rows end so, {@code \r} alone. Lines without anything are passed over, unless there is one column
 * only.
 *
 * <p>A record's components find their columns by name: the same, or the same letters and digits ({@code zipCode} is {@code zip_code} and
 * {@code Zip Code}, too). Columns that no component names are passed over. An {@link java.util.Optional} is empty where the value is, or
 * where there is no such column; an empty value is null for a component of another type than String, and an error for a primitive one.
 *
 * @param type a record class, or {@link Row}
 * @param patterns where the objects are, as {@link Inputs} has them
 * @param separator between two values; {@code ,} by default
 * @param header the columns where the objects have no row that names them; empty where they have
 * @param columnTypes the types of columns of a {@link Row} that are not inferred
 * @param singleLine whether each line is a row, whatever its quotation marks
 * @param charset the name of the encoding; null for UTF-8
 * @param badRecords what becomes of rows that do not fit
 */
public record CsvSource<T>(
        Class<T> type,
        List<String> patterns,
        char separator,
        List<String> header,
        Map<String, Class<?>> columnTypes,
        boolean singleLine,
        @Nullable String charset,
        BadRecords badRecords)
        implements Source<T> {

    public CsvSource {
        patterns = Patterns.checked(patterns);
        header = List.copyOf(header);
        columnTypes = Collections.unmodifiableMap(new LinkedHashMap<>(columnTypes));
        if (!type.isRecord()) {
            throw new IllegalArgumentException(
                    type.getName() + " is no record class; name one, or none to read rows of inferred types");
        }
        checkSeparator(separator);
        if (new LinkedHashSet<>(header).size() < header.size()) {
            throw new IllegalArgumentException("two columns have the same name in " + header);
        }
        if (!columnTypes.isEmpty() && type != Row.class) {
            throw new IllegalArgumentException("the types of columns are those of the components of " + type.getName()
                    + "; column(..) is for rows without a record class");
        }
    }

    static void checkSeparator(char separator) {
        if (separator == '"' || separator == 0 || separator == '\n' || separator == '\r' || separator > 127) {
            throw new IllegalArgumentException(
                    "the separator must be an ASCII character that is neither a quotation mark nor"
                            + " an end of line, but is U+"
                            + Integer.toHexString(0x10000 | separator).substring(1));
        }
    }

    CsvSource(Class<T> type, String... patterns) {
        this(type, List.of(patterns), ',', List.of(), Map.of(), false, null, BadRecords.fail());
    }

    /** Values are between these, {@code '\t'} or {@code ';'} for instance. */
    public CsvSource<T> separator(char value) {
        return new CsvSource<>(type, patterns, value, header, columnTypes, singleLine, charset, badRecords);
    }

    /** The objects have no row that names the columns: these are their names, in order. */
    public CsvSource<T> withoutHeader(String... columns) {
        return new CsvSource<>(
                type, patterns, separator, List.of(columns), columnTypes, singleLine, charset, badRecords);
    }

    /**
     * The type of a {@link Row}'s column, where it shall not be inferred. The first thousand rows say what the others
     * are; a later value that is of another type, or would lose digits in it, is a bad record.
     *
     * @param columnType one that a record's component may have
     */
    public CsvSource<T> column(String name, Class<?> columnType) {
        Map<String, Class<?>> types = new LinkedHashMap<>(columnTypes);
        types.put(name, columnType);
        return new CsvSource<>(type, patterns, separator, header, types, singleLine, charset, badRecords);
    }

    /**
     * No value holds an end of line, so that each line is a row. Then a quotation mark that is never closed spoils one row only, and large
     * objects are cut with less reading.
     */
    public CsvSource<T> withoutLineBreaks() {
        return new CsvSource<>(type, patterns, separator, header, columnTypes, true, charset, badRecords);
    }

    /** The encoding of objects that do not begin with a byte order mark, as {@link TextSource#charset} has it. */
    public CsvSource<T> charset(Charset value) {
        return new CsvSource<>(type, patterns, separator, header, columnTypes, singleLine, value.name(), badRecords);
    }

    /** See {@link BadRecords}. */
    public CsvSource<T> badRecords(BadRecords value) {
        return new CsvSource<>(type, patterns, separator, header, columnTypes, singleLine, charset, value);
    }
}

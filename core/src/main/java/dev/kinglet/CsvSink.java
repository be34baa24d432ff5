package dev.kinglet;

/**
 * CSV (RFC 4180): UTF-8, lines end with {@code \n}. The columns are the components of the records, of {@link Row}s their own, of pairs
 * ({@link java.util.Map.Entry}) key and value; anything else is one column. All records of a job are of one class. Null and an empty
 * {@link java.util.Optional} are nothing, an empty text is a pair of quotation marks.
 *
 * @param location see {@link Sink}
 * @param separator {@code ,} by default
 * @param header whether each object begins with the names of the columns; so by default
 * @param compression none by default
 */
public record CsvSink(String location, char separator, boolean header, Compression compression)
        implements Sink<Object> {

    public CsvSink {
        CsvSource.checkSeparator(separator);
    }

    /** Values are between these. */
    public CsvSink separator(char value) {
        return new CsvSink(location, value, header, compression);
    }

    /** The names of the columns are not written. */
    public CsvSink withoutHeader() {
        return new CsvSink(location, separator, false, compression);
    }

    /** See {@link Compression}. */
    public CsvSink compressed(Compression value) {
        return new CsvSink(location, separator, header, value);
    }
}

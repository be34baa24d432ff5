package dev.kinglet;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes sources: {@code executor.read(Sources.text("s3://corpus/*.txt"))}. Patterns are files, folders, globs, archives or
 * {@code s3://} prefixes, as {@link Inputs} has them; objects that are compressed by gzip or zstd are read uncompressed. Records keep their
 * order: that of the patterns, of the names within each, and of the bytes within an object.
 */
public final class Sources {

    private Sources() {}

    /** The lines of texts. See {@link TextSource} for delimiters. */
    public static TextSource text(String... patterns) {
        return new TextSource(List.of(patterns), null, null);
    }

    /** Each text whole, as {@link ObjectInput#text()} has it. */
    public static Source<String> texts(String... patterns) {
        return new ObjectSource<>(List.of(patterns), ObjectInput::text);
    }

    /** The same for texts in another encoding than UTF-8. */
    public static Source<String> texts(Charset charset, String... patterns) {
        String name = charset.name();
        return new ObjectSource<>(List.of(patterns), object -> object.text(Charset.forName(name)));
    }

    /** Each object, to be read by the functions that take it. */
    public static Source<ObjectInput> objects(String... patterns) {
        return new ObjectSource<>(List.of(patterns), object -> object);
    }

    /**
     * The rows of CSV as records: {@code Sources.csv(Trip.class, "trips/*.csv")}.
     *
     * @param type a record class whose components are named as the columns are; see {@link CsvSource} for the types that they may have
     */
    public static <T extends Record> CsvSource<T> csv(Class<T> type, String... patterns) {
        return new CsvSource<>(type, patterns);
    }

    /** The same for one pattern, in the other order. */
    public static <T extends Record> CsvSource<T> csv(String pattern, Class<T> type) {
        return new CsvSource<>(type, pattern);
    }

    /** The rows of CSV, with types inferred from the first ones. */
    public static CsvSource<Row> csv(String... patterns) {
        return new CsvSource<>(Row.class, patterns);
    }

    /**
     * The lines of JSON lines as records: {@code Sources.json(Trip.class, "trips/*.jsonl")}.
     *
     * @param type a record class whose components are named as the members are; see {@link JsonSource}
     */
    public static <T extends Record> JsonSource<T> json(Class<T> type, String... patterns) {
        return new JsonSource<>(type, List.of(patterns), null, BadRecords.fail());
    }

    /** The same for one pattern, in the other order. */
    public static <T extends Record> JsonSource<T> json(String pattern, Class<T> type) {
        return json(type, pattern);
    }

    /** The lines of JSON lines as maps; numbers are Long, BigInteger, Double or, where that would lose digits, BigDecimal, arrays lists. */
    public static JsonSource<Map<String, @Nullable Object>> json(String... patterns) {
        return new JsonSource<>(Map.class, List.of(patterns), null, BadRecords.fail());
    }

    /** Binary records of one length. */
    public static FixedSource fixed(int recordBytes, String... patterns) {
        return new FixedSource(recordBytes, List.of(patterns), BadRecords.fail());
    }

    /**
     * Arrow IPC files and streams as records: a component takes the column of its name. Whole numbers of any width go into any whole type
     * that holds the value, {@code double} and {@link java.math.BigDecimal}; text into {@link String}, enums and {@code char};
     * timestamps into {@link java.time.Instant} where they have a time zone, else {@link java.time.LocalDateTime}; lists into {@link
     * List}, structs into records. Where a value may be missing, the component is an {@link java.util.Optional} or no primitive. What does
     * not fit fails the action, with the object, row, column, and what was expected, unless {@link ArrowSource#badRecords} says otherwise.
     */
    public static <T extends Record> ArrowSource<T> arrow(Class<T> type, String... patterns) {
        return new ArrowSource<>(type, List.of(patterns), BadRecords.fail());
    }

    /** Arrow IPC files and streams with all their columns. */
    public static ArrowSource<Row> arrow(String... patterns) {
        return new ArrowSource<>(Row.class, List.of(patterns), BadRecords.fail());
    }

    /**
     * Parquet files as records, as {@link #arrow(Class, String...)} has them. Only the columns that the record class names are read; each
     * row group is read by one call. Compressed by zstd or Brotli, they need that library on the class path: {@code
     * com.github.luben:zstd-jni}, {@code org.brotli:dec}.
     */
    public static <T extends Record> ParquetSource<T> parquet(Class<T> type, String... patterns) {
        return new ParquetSource<>(type, List.of(patterns), BadRecords.fail());
    }

    /** Parquet files with all their columns. */
    public static ParquetSource<Row> parquet(String... patterns) {
        return new ParquetSource<>(Row.class, List.of(patterns), BadRecords.fail());
    }

    /** Values of the driver, of which none may be null. */
    public static <T> Source<T> of(Collection<T> values) {
        return new CollectionSource<>(new ArrayList<>(values));
    }

    /** Whole numbers, {@code from} included and {@code to} not. */
    public static Source<Long> range(long from, long to) {
        return new RangeSource(from, to);
    }
}

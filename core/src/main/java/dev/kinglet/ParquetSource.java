package dev.kinglet;

import java.util.List;

/**
 * Apache Parquet files, of which each row group is read by one call. Made by {@link Sources#parquet}.
 *
 * @param type a record class, or {@link Row}
 * @param patterns where the objects are, as {@link Inputs} has them
 * @param badRecords what becomes of rows with a value that its component cannot have
 */
public record ParquetSource<T>(Class<?> type, List<String> patterns, BadRecords badRecords) implements Source<T> {

    public ParquetSource {
        patterns = Patterns.checked(patterns);
        Patterns.checkRecord(type);
    }

    /** See {@link BadRecords}. */
    public ParquetSource<T> badRecords(BadRecords value) {
        return new ParquetSource<>(type, patterns, value);
    }
}

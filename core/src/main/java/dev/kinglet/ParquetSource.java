package dev.kinglet;

import java.util.List;

/**
 * Apache Parquet files, of which each row group is read by one call. Made by {@link Sources#parquet}.
 *
 * @param type a record class, or {@link Row}
 * @param patterns where the objects are, as {@link Inputs} has them
 */
public record ParquetSource<T>(Class<?> type, List<String> patterns) implements Source<T> {

    public ParquetSource {
        patterns = Patterns.checked(patterns);
        Patterns.checkRecord(type);
    }
}

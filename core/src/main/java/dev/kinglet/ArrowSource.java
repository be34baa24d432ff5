package dev.kinglet;

import java.util.List;

/**
 * Apache Arrow: IPC files, which are read batch by batch by as many calls as pay, and streams, which are read whole. Made by {@link
 * Sources#arrow}. Only the columns that the record class names are read; see there for what fits.
 *
 * @param type a record class, or {@link Row}
 * @param patterns where the objects are, as {@link Inputs} has them
 * @param badRecords what becomes of rows with a value that its component cannot have
 */
public record ArrowSource<T>(Class<?> type, List<String> patterns, BadRecords badRecords) implements Source<T> {

    public ArrowSource {
        patterns = Patterns.checked(patterns);
        Patterns.checkRecord(type);
    }

    /** See {@link BadRecords}. */
    public ArrowSource<T> badRecords(BadRecords value) {
        return new ArrowSource<>(type, patterns, value);
    }
}

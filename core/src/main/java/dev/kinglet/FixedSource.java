package dev.kinglet;

import java.util.List;

/**
 * Binary records that all have one length and stand without anything between them. An object whose length is no multiple of it ends
 * with a bad record.
 *
 * @param recordBytes the length, at least 1
 * @param patterns where the objects are, as {@link Inputs} has them
 * @param badRecords what becomes of a last record that is too short
 */
public record FixedSource(int recordBytes, List<String> patterns, BadRecords badRecords) implements Source<byte[]> {

    public FixedSource {
        if (recordBytes < 1) {
            throw new IllegalArgumentException("recordBytes must be at least 1, but is " + recordBytes);
        }
        patterns = Patterns.checked(patterns);
    }

    /** See {@link BadRecords}. */
    public FixedSource badRecords(BadRecords value) {
        return new FixedSource(recordBytes, patterns, value);
    }
}

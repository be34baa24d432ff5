package dev.kinglet;

import java.util.List;

/** Checks what sources are given to find their objects by. */
final class Patterns {

    private Patterns() {}

    static List<String> checked(List<String> patterns) {
        if (patterns.isEmpty()) {
            throw new IllegalArgumentException(
                    "no pattern given; name at least one file, folder, glob, archive or s3:// prefix");
        }
        return List.copyOf(patterns);
    }

    /** Checks that a table can be read as records of this class. */
    static void checkRecord(Class<?> type) {
        if (!type.isRecord()) {
            throw new IllegalArgumentException(
                    type.getName() + " is no record class; name one whose components are the columns to read");
        }
    }
}

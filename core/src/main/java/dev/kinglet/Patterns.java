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
}

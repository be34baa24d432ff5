package dev.kinglet.config;

import java.util.Collection;
import java.util.Comparator;

/** Finds what somebody may have meant. */
public final class Nearest {

    private Nearest() {}

    /** The one of {@code known} that needs the fewest single-letter changes to become {@code written}; {@code known} is not empty. */
    public static String to(String written, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(written, candidate)))
                .orElseThrow(() -> new IllegalArgumentException("nothing is known that could be meant"));
    }

    /** Levenshtein's distance, row by row. */
    private static int distance(String left, String right) {
        int[] previous = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] row = new int[right.length() + 1];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], previous[j]) + 1, previous[j - 1] + change);
            }
            previous = row;
        }
        return previous[right.length()];
    }
}

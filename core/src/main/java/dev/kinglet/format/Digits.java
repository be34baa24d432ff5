package dev.kinglet.format;

import org.jspecify.annotations.Nullable;

/**
 * Numbers as they mostly are, read from their bytes: a few digits, perhaps with a sign and a point. What is written in another way is left
 * to the JDK, which is several times slower.
 */
final class Digits {

    /** Numbers of so many digits fit a long, and a double without rounding. */
    private static final int MAX_DIGITS = 15;

    /** Those powers of ten that a double has exactly. */
    private static final double[] POWERS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private Digits() {}

    /** Whether a number's text begins and ends as the number would be written: no sign of zero, no zeros before it, no bare point. */
    static boolean isCanonical(byte[] bytes, int from, int until) {
        int start = from < until && bytes[from] == '-' ? from + 1 : from;
        if (start == until || bytes[start] == '.' || bytes[until - 1] == '.') {
            return false;
        }
        return bytes[start] != '0' || (start + 1 == until ? start == from : bytes[start + 1] == '.');
    }

    /** The number, or null where it is not as plain as that. */
    static @Nullable Long wholeNumber(byte[] bytes, int from, int until) {
        int start = from < until && bytes[from] == '-' ? from + 1 : from;
        if (start == until || until - start > MAX_DIGITS) {
            return null;
        }
        long value = 0;
        for (int i = start; i < until; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return null;
            }
            value = value * 10 + digit;
        }
        return start > from ? -value : value;
    }

    /** The number, or null where it is not as plain as that. */
    static @Nullable Double number(byte[] bytes, int from, int until) {
        int start = from < until && bytes[from] == '-' ? from + 1 : from;
        if (start == until || until - start > MAX_DIGITS + 1) {
            return null;
        }
        long digits = 0;
        int point = -1;
        for (int i = start; i < until; i++) {
            int digit = bytes[i] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = digits * 10 + digit;
            } else if (bytes[i] == '.' && point < 0) {
                point = i;
            } else {
                return null;
            }
        }
        int count = until - start - (point < 0 ? 0 : 1);
        if (count == 0 || count > MAX_DIGITS) {
            return null;
        }
        // Both are exact, so that the one rounding of the division gives the double that is nearest.
        double value = digits / POWERS[point < 0 ? 0 : until - point - 1];
        return start > from ? -value : value;
    }
}

package dev.kinglet.reduce;

import dev.kinglet.SortOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * The order of sort keys. Each key has a 64-bit prefix that orders as the keys do, as far as it goes; most comparisons need no more. Keys
 * are compared as {@link Comparable} has it, byte arrays as unsigned bytes from the first on.
 */
public record KeyOrder(SortOrder order) {

    /**
     * The start of a key as an unsigned number: of two keys in order, the first one's is less, or equal.
     */
    long prefix(Object key) {
        long ascending = ascending(key);
        return order == SortOrder.ASCENDING ? ascending : ~ascending;
    }

    /** Whether keys of equal prefixes are equal, going by the class of one. */
    static boolean prefixIsWhole(Object key) {
        return key instanceof Long
                || key instanceof Integer
                || key instanceof Double
                || key instanceof Short
                || key instanceof Byte
                || key instanceof Character
                || key instanceof Boolean
                || key instanceof LocalDate;
    }

    /** As {@link java.util.Comparator#compare}. */
    int compare(Object left, Object right) {
        return order == SortOrder.ASCENDING ? natural(left, right) : natural(right, left);
    }

    @SuppressWarnings("unchecked") // the API asks for comparable keys, and all of one dataset are of one class
    private static int natural(Object left, Object right) {
        if (left instanceof byte[] bytes && right instanceof byte[] others) {
            return Arrays.compareUnsigned(bytes, others);
        }
        return ((Comparable<Object>) left).compareTo(right);
    }

    @SuppressWarnings(
            "EnumOrdinal") // the order of constants, as their compareTo has it; all processes run the same classes
    private static long ascending(Object key) {
        if (key instanceof byte[] bytes) {
            return bytes(bytes);
        }
        if (key instanceof String text) {
            return text(text);
        }
        if (key instanceof Long || key instanceof Integer || key instanceof Short || key instanceof Byte) {
            return ((Number) key).longValue() ^ Long.MIN_VALUE;
        }
        if (key instanceof Double || key instanceof Float || key instanceof BigDecimal) {
            return floating(((Number) key).doubleValue());
        }
        if (key instanceof Enum<?> constant) {
            return constant.ordinal();
        }
        if (key instanceof Character character) {
            return character;
        }
        if (key instanceof Boolean truth) {
            return truth ? 1 : 0;
        }
        return time(key);
    }

    private static long time(Object key) {
        if (key instanceof Instant instant) {
            return instant.getEpochSecond() ^ Long.MIN_VALUE;
        }
        if (key instanceof LocalDate date) {
            return date.toEpochDay() ^ Long.MIN_VALUE;
        }
        if (key instanceof LocalDateTime time) {
            return time.toEpochSecond(ZoneOffset.UTC) ^ Long.MIN_VALUE;
        }
        return 0; // nothing is known of it: every comparison is a whole one
    }

    /** The order of {@link Double#compare}: the bits, turned over for negative numbers. */
    private static long floating(double number) {
        long bits = Double.doubleToLongBits(number);
        return bits ^ ((bits >> 63) | Long.MIN_VALUE);
    }

    private static long bytes(byte[] bytes) {
        long prefix = 0;
        int length = Math.min(Long.BYTES, bytes.length);
        for (int i = 0; i < length; i++) {
            prefix |= (bytes[i] & 0xffL) << (56 - i * Byte.SIZE);
        }
        return prefix;
    }

    /** The first eight characters, a byte each; from the first beyond Latin-1's end on they say no more than that it is beyond. */
    private static long text(String text) {
        long prefix = 0;
        int length = Math.min(Long.BYTES, text.length());
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            int shift = 56 - i * Byte.SIZE;
            if (c >= 0xff) {
                return prefix | 0xffL << shift;
            }
            prefix |= (long) c << shift;
        }
        return prefix;
    }
}

package dev.kinglet.format;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The types of values that are one text. */
enum Scalar {
    STRING("text", String.class, String.class),
    INT("a whole number of 32 bits", int.class, Integer.class),
    LONG("a whole number of 64 bits", long.class, Long.class),
    DOUBLE("a number", double.class, Double.class),
    BOOLEAN("true or false", boolean.class, Boolean.class),
    FLOAT("a number", float.class, Float.class),
    SHORT("a whole number of 16 bits", short.class, Short.class),
    BYTE("a whole number of 8 bits", byte.class, Byte.class),
    CHAR("one character", char.class, Character.class),
    DECIMAL("a number", BigDecimal.class, BigDecimal.class),
    INTEGER("a whole number", BigInteger.class, BigInteger.class),
    INSTANT("a point in time like 2026-01-31T12:00:00Z", Instant.class, Instant.class),
    DATE("a date like 2026-01-31", LocalDate.class, LocalDate.class),
    DATE_TIME("a date and time like 2026-01-31T12:00:00", LocalDateTime.class, LocalDateTime.class),
    TIME("a time like 12:00:00", LocalTime.class, LocalTime.class),
    DURATION("a duration like PT1H30M", Duration.class, Duration.class),
    IDENTIFIER("a UUID", UUID.class, UUID.class),
    CONSTANT("one of an enum's constants", Enum.class, Enum.class);

    private static final List<Scalar> ALL = List.of(values());

    private final String expected;
    private final Class<?> type;
    private final Class<?> boxed;

    Scalar(String expected, Class<?> type, Class<?> boxed) {
        this.expected = expected;
        this.type = type;
        this.boxed = boxed;
    }

    /** The kind of a type, or null where it is none of these. */
    static @Nullable Scalar of(Class<?> type) {
        if (type.isEnum()) {
            return CONSTANT;
        }
        for (Scalar scalar : ALL) {
            if (type == scalar.type || type == scalar.boxed) {
                return scalar;
            }
        }
        return null;
    }

    /** What a value of this type is, in words. */
    String expected(Class<?> raw) {
        return this == CONSTANT ? "one of " + Arrays.toString(raw.getEnumConstants()) : expected;
    }

    /**
     * The value of a text.
     *
     * @param raw which enum it is, where it is one
     */
    Object parse(String text, Class<?> raw) throws MisfitException {
        if (this == STRING) {
            return text;
        }
        try {
            return this == CHAR ? character(text) : parseStripped(text.strip(), raw);
        } catch (IllegalArgumentException | DateTimeException e) {
            boolean large = (this == DOUBLE || this == FLOAT) && Numbers.isPlain(text.strip());
            throw new MisfitException("\"" + shortened(text) + "\", expected " + expected(raw)
                    + (large ? " that is not too large for it; a BigDecimal takes any" : ""));
        }
    }

    private static String shortened(String text) {
        return text.length() > 100 ? text.substring(0, 100) + "..." : text;
    }

    private Object parseStripped(String text, Class<?> raw) {
        return switch (this) {
            case STRING -> text;
            case INT -> Integer.parseInt(text);
            case LONG -> Long.parseLong(text);
            case DOUBLE -> real(text, Double.parseDouble(text));
            case BOOLEAN -> bool(text);
            case FLOAT -> (float) real(text, Float.parseFloat(text));
            case SHORT -> Short.parseShort(text);
            case BYTE -> Byte.parseByte(text);
            case CHAR -> character(text);
            case DECIMAL -> new BigDecimal(text);
            case INTEGER -> new BigInteger(text);
            case INSTANT -> Instant.parse(text);
            case DATE -> LocalDate.parse(text);
            case DATE_TIME -> LocalDateTime.parse(text);
            case TIME -> LocalTime.parse(text);
            case DURATION -> Duration.parse(text);
            case IDENTIFIER -> identifier(text);
            case CONSTANT -> constant(text, raw);
        };
    }

    /** Refuses what only Java takes for a number, and what is infinite only because it is too large. */
    private static double real(String text, double value) {
        boolean infinite = Double.isInfinite(value) && !text.endsWith("Infinity");
        if (infinite
                || "dDfF".indexOf(text.charAt(text.length() - 1)) >= 0
                || text.indexOf('x') >= 0
                || text.indexOf('X') >= 0) {
            throw new NumberFormatException(text);
        }
        return value;
    }

    private static UUID identifier(String text) {
        UUID value = UUID.fromString(text);
        if (!value.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException(text);
        }
        return value;
    }

    private static boolean bool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static char character(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException(text);
        }
        return text.charAt(0);
    }

    private static Object constant(String text, Class<?> raw) {
        for (Object constant : raw.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(text);
    }
}

package dev.kinglet.columns.parquet;

import dev.kinglet.Row;
import dev.kinglet.columns.ColumnsException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a column without parts are stored, and what they are in Java.
 *
 * @param length how many bytes a value has, of types that say it
 * @param number makes the value of a whole number
 * @param bytes makes the value of bytes
 */
record LeafType(Physical physical, int length, Store store, OfNumber number, OfBytes bytes, boolean mutable) {

    /** Which array values lie in until they are asked for. */
    enum Store {
        LONGS,
        DOUBLES,
        OBJECTS
    }

    /** Makes a value of a whole number. */
    interface OfNumber {
        Object of(long number);
    }

    /** Makes a value of bytes. */
    interface OfBytes {
        Object of(byte[] bytes, int start, int length);
    }

    /** Stands in for a value that cannot be one of Java's, so that what is refused is its row. */
    record Refused(String reason) {}

    private static final long NANOS = 1_000_000_000;

    /** The day 1970-01-01 as INT96 counts days. */
    private static final long EPOCH_JULIAN_DAY = 2_440_588;

    private static final long DAY_SECONDS = 86_400;
    private static final int FLOAT16_BYTES = 2;
    private static final int UUID_BYTES = 16;
    private static final int INTERVAL_BYTES = 12;
    private static final List<String> INTERVAL = List.of("months", "days", "milliseconds");

    private static final OfNumber NO_NUMBER = number -> number;
    private static final OfBytes PLAIN_BYTES =
            (bytes, start, length) -> Arrays.copyOfRange(bytes, start, start + length);

    /**
     * The type of a column.
     *
     * @throws ColumnsException if its annotation is none that its physical type can have
     */
    static LeafType of(Node node) {
        Physical physical = Objects.requireNonNull(node.physical());
        return switch (physical) {
            case BOOLEAN -> numbers(node, physical, number -> number != 0);
            case INT32, INT64 -> numbers(node, physical, whole(node, physical == Physical.INT32));
            case FLOAT, DOUBLE -> {
                only(node, false);
                yield new LeafType(physical, physical.bytes(), Store.DOUBLES, NO_NUMBER, PLAIN_BYTES, false);
            }
            case INT96 -> objects(node, LeafType::julian, false);
            case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> ofBytes(node);
        };
    }

    private static LeafType numbers(Node node, Physical physical, OfNumber value) {
        if (physical == Physical.BOOLEAN) {
            only(node, false);
        }
        return new LeafType(physical, physical.bytes(), Store.LONGS, value, PLAIN_BYTES, false);
    }

    private static LeafType objects(Node node, OfBytes value, boolean mutable) {
        return new LeafType(
                Objects.requireNonNull(node.physical()), node.length(), Store.OBJECTS, NO_NUMBER, value, mutable);
    }

    /** Refuses what does not go with the physical type: nobody knows what was meant. */
    private static void only(Node node, boolean right) {
        Annotation.Kind kind = node.annotation().kind();
        if (!right && kind != Annotation.Kind.NONE && kind != Annotation.Kind.UNKNOWN) {
            throw new ColumnsException("column " + node.path() + " is of type " + node.physical()
                    + (node.physical() == Physical.FIXED_LEN_BYTE_ARRAY ? "(" + node.length() + ")" : "")
                    + ", but annotated as " + node.annotation()
                    + ", which Parquet does not have; name the columns that are"
                    + " wanted in a record class without it");
        }
    }

    private static OfNumber whole(Node node, boolean narrow) {
        Annotation annotation = node.annotation();
        return switch (annotation.kind()) {
            case DECIMAL -> {
                int scale = annotation.scale();
                only(node, scale >= 0);
                yield number -> BigDecimal.valueOf(number, scale);
            }
            case DATE -> {
                only(node, narrow);
                yield LocalDate::ofEpochDay;
            }
            case TIME -> {
                only(node, annotation.perSecond() > 0);
                long nanos = NANOS / annotation.perSecond();
                yield number -> LocalTime.ofNanoOfDay(Math.multiplyExact(number, nanos));
            }
            case TIMESTAMP -> {
                only(node, annotation.perSecond() > 0 && !narrow);
                long perSecond = annotation.perSecond();
                yield annotation.utc()
                        ? number -> instant(number, perSecond)
                        : number -> LocalDateTime.ofInstant(instant(number, perSecond), ZoneOffset.UTC);
            }
            case DURATION -> {
                long perSecond = annotation.perSecond();
                yield number -> Duration.ofSeconds(
                        Math.floorDiv(number, perSecond), Math.floorMod(number, perSecond) * (NANOS / perSecond));
            }
            case INTEGER ->
                annotation.signed()
                        ? number -> number
                        : narrow ? number -> number & 0xffff_ffffL : LeafType::notNegative;
            default -> {
                only(node, false);
                yield number -> number;
            }
        };
    }

    private static Object notNegative(long number) {
        return number < 0 ? new Refused(Long.toUnsignedString(number) + " is more than a long holds") : (Object) number;
    }

    private static Instant instant(long ticks, long perSecond) {
        return Instant.ofEpochSecond(
                Math.floorDiv(ticks, perSecond), Math.floorMod(ticks, perSecond) * (NANOS / perSecond));
    }

    /** A time as old writers have it: nanoseconds of the day, then the day. */
    private static Object julian(byte[] bytes, int start, int length) {
        long day = Bits.int32(bytes, start + Long.BYTES);
        return Instant.ofEpochSecond((day - EPOCH_JULIAN_DAY) * DAY_SECONDS, Bits.int64(bytes, start));
    }

    private static LeafType ofBytes(Node node) {
        boolean fixed = node.physical() == Physical.FIXED_LEN_BYTE_ARRAY;
        Annotation annotation = node.annotation();
        return switch (annotation.kind()) {
            case STRING, ENUM, JSON -> objects(node, Texts::of, false);
            case DECIMAL -> {
                int scale = annotation.scale();
                only(node, scale >= 0);
                yield objects(node, (bytes, start, length) -> decimal(bytes, start, length, scale), false);
            }
            case UUID -> {
                only(node, fixed && node.length() == UUID_BYTES);
                yield objects(node, LeafType::identifier, false);
            }
            case FLOAT16 -> {
                only(node, fixed && node.length() == FLOAT16_BYTES);
                yield objects(node, LeafType::half, false);
            }
            case INTERVAL -> {
                only(node, fixed && node.length() == INTERVAL_BYTES);
                yield objects(node, LeafType::interval, false);
            }
            default -> {
                boolean anyBytes = annotation.kind() == Annotation.Kind.BSON
                        || annotation.kind() == Annotation.Kind.GEOMETRY
                        || annotation.kind() == Annotation.Kind.GEOGRAPHY;
                only(node, anyBytes && !fixed);
                yield objects(node, PLAIN_BYTES, true);
            }
        };
    }

    private static Object decimal(byte[] bytes, int start, int length, int scale) {
        return length == 0
                ? new Refused("a decimal has no bytes")
                : new BigDecimal(new BigInteger(bytes, start, length), scale);
    }

    private static Object identifier(byte[] bytes, int start, int length) {
        return new UUID(
                Long.reverseBytes(Bits.int64(bytes, start)), Long.reverseBytes(Bits.int64(bytes, start + Long.BYTES)));
    }

    private static Object half(byte[] bytes, int start, int length) {
        return (double) Float.float16ToFloat((short) ((bytes[start] & 0xff) | (bytes[start + 1] << Byte.SIZE)));
    }

    private static Object interval(byte[] bytes, int start, int length) {
        return new Row(
                INTERVAL,
                List.of(
                        Integer.toUnsignedLong(Bits.int32(bytes, start)),
                        Integer.toUnsignedLong(Bits.int32(bytes, start + 4)),
                        Integer.toUnsignedLong(Bits.int32(bytes, start + 8))));
    }

    /** A value of some bytes. */
    Object object(byte[] from, int start, int size) {
        if (length > 0 && size != length) {
            throw new ColumnsException("a value has " + size + " bytes, but all are to have " + length);
        }
        return bytes.of(from, start, size);
    }

    /** A value of a dictionary as nobody else has it. */
    @Nullable
    Object own(@Nullable Object value) {
        return mutable && value instanceof byte[] shared ? shared.clone() : value;
    }
}

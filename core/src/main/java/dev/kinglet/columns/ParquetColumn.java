package dev.kinglet.columns;

import dev.hardwood.metadata.LogicalType;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.Validity;
import dev.hardwood.schema.ColumnSchema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** A column of a Parquet file without parts, with the values that {@link Table} names. */
final class ParquetColumn implements ParquetPart {

    /** The day 1970-01-01 as INT96 counts days. */
    private static final long EPOCH_JULIAN_DAY = 2_440_588;

    private static final long DAY_SECONDS = 86_400;

    private final ColumnReader reader;
    private final Loader loader;
    private Validity validity = Validity.NO_NULLS;
    private Taker values = row -> null;

    private ParquetColumn(ColumnReader reader, Loader loader) {
        this.reader = reader;
        this.loader = loader;
    }

    /** Gives a value of a batch. */
    private interface Taker {
        @Nullable
        Object take(int row);
    }

    /** Takes the arrays of a batch from the reader. */
    private interface Loader {
        Taker load(ColumnReader reader);
    }

    /** Makes a value of a whole number. */
    private interface OfLong {
        Object of(long number);
    }

    static ParquetColumn of(ColumnReader reader) {
        ColumnSchema schema = reader.getColumnSchema();
        PhysicalType type = schema.type();
        Loader loader = switch (type) {
            case BOOLEAN ->
                column -> {
                    boolean[] flags = column.getBooleans();
                    return row -> flags[row];
                };
            case INT32 -> {
                OfLong value = whole(schema, true);
                yield column -> {
                    int[] numbers = column.getInts();
                    return row -> value.of(numbers[row]);
                };
            }
            case INT64 -> {
                OfLong value = whole(schema, false);
                yield column -> {
                    long[] numbers = column.getLongs();
                    return row -> value.of(numbers[row]);
                };
            }
            case FLOAT ->
                column -> {
                    float[] numbers = column.getFloats();
                    return row -> (double) numbers[row];
                };
            case DOUBLE ->
                column -> {
                    double[] numbers = column.getDoubles();
                    return row -> numbers[row];
                };
            case INT96 ->
                column -> {
                    byte[][] bytes = column.getBinaries();
                    return row -> julian(bytes[row]);
                };
            case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> bytes(schema.logicalType());
        };
        return new ParquetColumn(reader, loader);
    }

    @Override
    public void load() {
        validity = reader.getLeafValidity();
        values = loader.load(reader);
    }

    @Override
    public @Nullable Object get(int row) {
        return validity.isNull(row) ? null : values.take(row);
    }

    private static OfLong whole(ColumnSchema schema, boolean narrow) {
        LogicalType type = schema.logicalType();
        if (type instanceof LogicalType.DateType) {
            return LocalDate::ofEpochDay;
        }
        if (type instanceof LogicalType.DecimalType decimal) {
            int scale = decimal.scale();
            return number -> BigDecimal.valueOf(number, scale);
        }
        if (type instanceof LogicalType.TimeType time) {
            long nanos = FixedReaders.NANOS / perSecond(time.unit());
            return number -> LocalTime.ofNanoOfDay(number * nanos);
        }
        if (type instanceof LogicalType.TimestampType timestamp) {
            long perSecond = perSecond(timestamp.unit());
            return timestamp.isAdjustedToUTC()
                    ? number -> instant(number, perSecond)
                    : number -> LocalDateTime.ofInstant(instant(number, perSecond), ZoneOffset.UTC);
        }
        boolean unsigned = type instanceof LogicalType.IntType whole && !whole.isSigned();
        if (unsigned && narrow) {
            return number -> number & 0xffff_ffffL;
        }
        return unsigned ? ParquetColumn::notNegative : number -> number;
    }

    private static Object notNegative(long number) {
        if (number < 0) {
            throw new ColumnsException(Long.toUnsignedString(number) + " is more than a long holds");
        }
        return number;
    }

    private static long perSecond(LogicalType.TimeUnit unit) {
        return switch (unit) {
            case MILLIS -> 1_000;
            case MICROS -> 1_000_000;
            case NANOS -> FixedReaders.NANOS;
        };
    }

    private static Instant instant(long ticks, long perSecond) {
        return Instant.ofEpochSecond(
                Math.floorDiv(ticks, perSecond), Math.floorMod(ticks, perSecond) * (FixedReaders.NANOS / perSecond));
    }

    /** A time as old writers have it: nanoseconds of the day, then the day. */
    private static Object julian(byte[] bytes) {
        ByteBuffer parts = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long nanos = parts.getLong();
        return Instant.ofEpochSecond((parts.getInt() - EPOCH_JULIAN_DAY) * DAY_SECONDS, nanos);
    }

    private static Loader bytes(@Nullable LogicalType type) {
        if (type instanceof LogicalType.StringType
                || type instanceof LogicalType.EnumType
                || type instanceof LogicalType.JsonType) {
            return column -> {
                String[] texts = column.getStrings();
                return row -> texts[row];
            };
        }
        if (type instanceof LogicalType.DecimalType decimal) {
            int scale = decimal.scale();
            return column -> {
                byte[][] numbers = column.getBinaries();
                return row -> new BigDecimal(new BigInteger(numbers[row]), scale);
            };
        }
        return column -> {
            byte[][] bytes = column.getBinaries();
            return row -> bytes[row];
        };
    }
}

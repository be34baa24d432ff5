package dev.kinglet.columns;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kinglet.Row;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.arrow.flatbuf.Date;
import org.apache.arrow.flatbuf.DateUnit;
import org.apache.arrow.flatbuf.Decimal;
import org.apache.arrow.flatbuf.DictionaryEncoding;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FixedSizeBinary;
import org.apache.arrow.flatbuf.FixedSizeList;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.Time;
import org.apache.arrow.flatbuf.TimeUnit;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;
import org.jspecify.annotations.Nullable;

/** Columns of any Arrow file or stream, with the values that {@link Table} names. */
final class ForeignColumns {

    private static final long DAY_MILLIS = 86_400_000;

    /** Of Arrow's largest, Decimal256. */
    private static final int MAX_DECIMAL_BYTES = 32;

    private final Map<Long, ForeignDictionary> dictionaries = new HashMap<>();

    /** The dictionary of this number, if a column has it. */
    @Nullable
    ForeignDictionary dictionary(long id) {
        return dictionaries.get(id);
    }

    /** A column's reader. Its dictionaries, and those inside, are known from then on. */
    ColumnReader of(Field field) {
        DictionaryEncoding encoding = field.dictionary();
        if (encoding == null) {
            return plain(field);
        }
        ForeignDictionary known = dictionaries.get(encoding.id());
        ForeignDictionary dictionary = known == null ? new ForeignDictionary(plain(field)) : known;
        dictionaries.put(encoding.id(), dictionary);
        Int index = encoding.indexType();
        Whole number = index == null ? whole(Integer.SIZE, true) : whole(index.bitWidth(), index.isSigned());
        return FixedReaders.of((view, row) -> dictionary.value(Math.toIntExact(number.take(view, row))));
    }

    private ColumnReader plain(Field field) {
        return switch (field.typeType()) {
            case Type.Null -> ColumnReaders.nothing();
            case Type.Bool -> FixedReaders.booleans();
            case Type.Int -> {
                Int type = (Int) field.type(new Int());
                Whole number = whole(type.bitWidth(), type.isSigned());
                yield FixedReaders.of((view, row) -> number.take(view, row));
            }
            case Type.FloatingPoint ->
                FixedReaders.of(floating(((FloatingPoint) field.type(new FloatingPoint())).precision()));
            case Type.Decimal -> decimal((Decimal) field.type(new Decimal()));
            case Type.Date -> FixedReaders.of(date(((Date) field.type(new Date())).unit()));
            case Type.Time -> FixedReaders.of(time((Time) field.type(new Time())));
            case Type.Timestamp -> FixedReaders.of(timestamp((Timestamp) field.type(new Timestamp())));
            case Type.Duration ->
                FixedReaders.of(duration(perSecond(
                        ((org.apache.arrow.flatbuf.Duration) field.type(new org.apache.arrow.flatbuf.Duration()))
                                .unit())));
            case Type.Utf8 -> ColumnReaders.variable(false, ForeignColumns::text);
            case Type.LargeUtf8 -> ColumnReaders.variable(true, ForeignColumns::text);
            case Type.Binary -> ColumnReaders.variable(false, ForeignColumns::bytes);
            case Type.LargeBinary -> ColumnReaders.variable(true, ForeignColumns::bytes);
            case Type.FixedSizeBinary -> {
                int width = ((FixedSizeBinary) field.type(new FixedSizeBinary())).byteWidth();
                yield FixedReaders.of((view, row) -> {
                    Objects.checkFromIndexSize(row * width, width, view.limit());
                    byte[] value = new byte[width];
                    view.get(row * width, value);
                    return value;
                });
            }
            case Type.List -> ColumnReaders.list(of(field.children(0)), false);
            case Type.LargeList -> ColumnReaders.list(of(field.children(0)), true);
            case Type.FixedSizeList ->
                ColumnReaders.lists(
                        of(field.children(0)), ((FixedSizeList) field.type(new FixedSizeList())).listSize());
            case Type.Map -> maps(field);
            case Type.Struct_ -> rows(field);
            default -> throw unknown(field);
        };
    }

    static ColumnsException unknown(Field field) {
        return new ColumnsException("column " + field.name() + " has Arrow's type " + Type.name(field.typeType())
                + ", which cannot be read; write it as one of numbers, text, binary, dates, times, lists or structs");
    }

    private static Object text(byte[] bytes, int start, int length) {
        return new String(bytes, start, length, UTF_8);
    }

    private static Object bytes(byte[] bytes, int start, int length) {
        return Arrays.copyOfRange(bytes, start, start + length);
    }

    private ColumnReader maps(Field field) {
        Field pairs = field.children(0);
        if (pairs.typeType() != Type.Struct_ || pairs.childrenLength() != 2) {
            throw new ColumnsException(
                    "column " + field.name() + " is a map of other than pairs: the bytes were damaged");
        }
        return ColumnReaders.maps(of(pairs));
    }

    private ColumnReader rows(Field field) {
        List<String> names = new ArrayList<>();
        List<ColumnReader> parts = new ArrayList<>();
        for (int i = 0; i < field.childrenLength(); i++) {
            names.add(String.valueOf(field.children(i).name()));
            parts.add(of(field.children(i)));
        }
        List<String> columns = List.copyOf(names);
        return ColumnReaders.records(parts, values -> new Row(columns, copy(values)));
    }

    private static List<@Nullable Object> copy(@Nullable Object[] values) {
        List<@Nullable Object> copy = new ArrayList<>(values.length);
        for (Object value : values) {
            copy.add(value);
        }
        return copy;
    }

    /** Takes a whole number out of the bytes. */
    private interface Whole {
        long take(ByteBuffer view, int row);
    }

    private static Whole whole(int bits, boolean signed) {
        return switch (bits) {
            case Byte.SIZE -> (view, row) -> signed ? view.get(row) : view.get(row) & 0xff;
            case Short.SIZE -> (view, row) -> signed ? view.getShort(row << 1) : view.getShort(row << 1) & 0xffff;
            case Integer.SIZE ->
                signed ? (view, row) -> view.getInt(row << 2) : (view, row) -> view.getInt(row << 2) & 0xffff_ffffL;
            default ->
                (view, row) -> {
                    long value = view.getLong(row << 3);
                    if (value < 0 && !signed) {
                        throw new ColumnsException(Long.toUnsignedString(value) + " is more than a long holds");
                    }
                    return value;
                };
        };
    }

    private static FixedReaders.Taker floating(short precision) {
        return switch (precision) {
            case Precision.HALF -> (view, row) -> (double) Float.float16ToFloat(view.getShort(row << 1));
            case Precision.SINGLE -> (view, row) -> (double) view.getFloat(row << 2);
            default -> (view, row) -> view.getDouble(row << 3);
        };
    }

    private static ColumnReader decimal(Decimal type) {
        int width = type.bitWidth() / Byte.SIZE;
        if (width < 1 || width > MAX_DECIMAL_BYTES) {
            throw new ColumnsException(
                    "a decimal has " + type.bitWidth() + " bits, more than any: the bytes were damaged");
        }
        int scale = type.scale();
        return FixedReaders.of((view, row) -> new BigDecimal(integer(view, row * width, width), scale));
    }

    private static BigInteger integer(ByteBuffer view, int at, int width) {
        byte[] bigEndian = new byte[width];
        for (int i = 0; i < width; i++) {
            bigEndian[i] = view.get(at + width - 1 - i);
        }
        return new BigInteger(bigEndian);
    }

    private static FixedReaders.Taker date(short unit) {
        return unit == DateUnit.DAY
                ? (view, row) -> LocalDate.ofEpochDay(view.getInt(row << 2))
                : (view, row) -> LocalDate.ofEpochDay(Math.floorDiv(view.getLong(row << 3), DAY_MILLIS));
    }

    private static long perSecond(short unit) {
        return switch (unit) {
            case TimeUnit.SECOND -> 1;
            case TimeUnit.MILLISECOND -> 1_000;
            case TimeUnit.MICROSECOND -> 1_000_000;
            default -> FixedReaders.NANOS;
        };
    }

    private static FixedReaders.Taker time(Time type) {
        long nanos = FixedReaders.NANOS / perSecond(type.unit());
        return type.bitWidth() == Integer.SIZE
                ? (view, row) -> LocalTime.ofNanoOfDay(view.getInt(row << 2) * nanos)
                : (view, row) -> LocalTime.ofNanoOfDay(view.getLong(row << 3) * nanos);
    }

    private static FixedReaders.Taker duration(long perSecond) {
        long nanos = FixedReaders.NANOS / perSecond;
        return (view, row) -> {
            long ticks = view.getLong(row << 3);
            return Duration.ofSeconds(Math.floorDiv(ticks, perSecond), Math.floorMod(ticks, perSecond) * nanos);
        };
    }

    private static FixedReaders.Taker timestamp(Timestamp type) {
        long perSecond = perSecond(type.unit());
        long nanos = FixedReaders.NANOS / perSecond;
        FixedReaders.Taker instants = (view, row) -> {
            long ticks = view.getLong(row << 3);
            return Instant.ofEpochSecond(Math.floorDiv(ticks, perSecond), Math.floorMod(ticks, perSecond) * nanos);
        };
        return type.timezone() == null
                ? (view, row) -> LocalDateTime.ofInstant((Instant) instants.take(view, row), ZoneOffset.UTC)
                : instants;
    }
}

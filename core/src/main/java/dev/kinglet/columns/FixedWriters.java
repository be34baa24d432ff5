package dev.kinglet.columns;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** Columns whose values all have the same number of bytes. */
final class FixedWriters {

    /** The seconds from 1970 whose nanoseconds a long holds, whatever the fraction. */
    private static final long MAX_SECONDS = Long.MAX_VALUE / 1_000_000_000 - 1;

    private FixedWriters() {}

    static ColumnWriter of(Shape shape) {
        return switch (shape.kind()) {
            case BYTE -> new Bytes(shape);
            case SHORT -> new Shorts(shape);
            case CHARACTER -> new Characters(shape);
            case INTEGER -> new Integers(shape);
            case LONG -> new Longs(shape);
            case FLOAT -> new Floats(shape);
            case DOUBLE -> new Doubles(shape);
            case INSTANT -> new Instants(shape);
            case DATE -> new Dates(shape);
            case DATE_TIME -> new DateTimes(shape);
            case TIME -> new Times(shape);
            case DURATION -> new Durations(shape);
            case DECIMAL -> new Decimals(shape);
            default -> throw new IllegalArgumentException(shape.kind() + " is not of a fixed width");
        };
    }

    abstract static class Fixed extends ColumnWriter {
        final GrowingBytes values = new GrowingBytes();
        private final int width;

        Fixed(Shape shape, int width) {
            super(shape);
            this.width = width;
        }

        /** Whether the nanoseconds from 1970 fit a long. */
        final boolean putNanos(Instant instant) {
            if (Math.abs(instant.getEpochSecond()) > MAX_SECONDS) {
                return false;
            }
            values.putLong(instant.getEpochSecond() * 1_000_000_000 + instant.getNano());
            return true;
        }

        @Override
        void fill() {
            values.putZeros(width);
        }

        @Override
        void cutValues(int rows) {
            values.cut(rows * width);
        }

        @Override
        long bytes() {
            return values.size();
        }

        @Override
        void describeValues(BatchParts parts) {
            parts.buffer(values);
        }
    }

    private static final class Bytes extends Fixed {
        Bytes(Shape shape) {
            super(shape, Byte.BYTES);
        }

        @Override
        boolean put(Object value) {
            if (!(value instanceof Byte number)) {
                return misfit(value);
            }
            values.putByte(number);
            return true;
        }
    }

    private static final class Shorts extends Fixed {
        Shorts(Shape shape) {
            super(shape, Short.BYTES);
        }

        @Override
        boolean put(Object value) {
            if (!(value instanceof Short number)) {
                return misfit(value);
            }
            values.putShort(number);
            return true;
        }
    }

    private static final class Characters extends Fixed {
        Characters(Shape shape) {
            super(shape, Character.BYTES);
        }

        @Override
        boolean put(Object value) {
            if (!(value instanceof Character letter)) {
                return misfit(value);
            }
            values.putShort(letter);
            return true;
        }
    }

    private static final class Integers extends Fixed {
        Integers(Shape shape) {
            super(shape, Integer.BYTES);
        }

        @Override
        boolean put(Object value) {
            if (!(value instanceof Integer number)) {
                return misfit(value);
            }
            values.putInt(number);
            return true;
        }
    }

    private static final class Longs extends Fixed {
        Longs(Shape shape) {
            super(shape, Long.BYTES);
        }

        @Override
        boolean put(Object value) {
            if (!(value instanceof Long number)) {
                return misfit(value);
            }
            values.putLong(number);
            return true;
        }
    }

    private static final class Floats extends Fixed {
        Floats(Shape shape) {
            super(shape, Float.BYTES);
        }

        @Override
        boolean put(Object value) {
            if (!(value instanceof Float number)) {
                return misfit(value);
            }
            values.putInt(Float.floatToRawIntBits(number));
            return true;
        }
    }

    private static final class Doubles extends Fixed {
        Doubles(Shape shape) {
            super(shape, Double.BYTES);
        }

        @Override
        boolean put(Object value) {
            if (!(value instanceof Double number)) {
                return misfit(value);
            }
            values.putLong(Double.doubleToRawLongBits(number));
            return true;
        }
    }

    private static final class Instants extends Fixed {
        Instants(Shape shape) {
            super(shape, Long.BYTES);
        }

        @Override
        boolean put(Object value) {
            return (value instanceof Instant instant && putNanos(instant)) || misfit(value);
        }
    }

    private static final class DateTimes extends Fixed {
        DateTimes(Shape shape) {
            super(shape, Long.BYTES);
        }

        @Override
        boolean put(Object value) {
            return (value instanceof LocalDateTime time && putNanos(time.toInstant(ZoneOffset.UTC))) || misfit(value);
        }
    }

    private static final class Times extends Fixed {
        Times(Shape shape) {
            super(shape, Long.BYTES);
        }

        @Override
        boolean put(Object value) {
            if (!(value instanceof LocalTime time)) {
                return misfit(value);
            }
            values.putLong(time.toNanoOfDay());
            return true;
        }
    }

    private static final class Durations extends Fixed {
        private static final Duration LEAST = Duration.ofNanos(Long.MIN_VALUE);
        private static final Duration MOST = Duration.ofNanos(Long.MAX_VALUE);

        Durations(Shape shape) {
            super(shape, Long.BYTES);
        }

        @Override
        boolean put(Object value) {
            if (!(value instanceof Duration duration)
                    || duration.compareTo(LEAST) < 0
                    || duration.compareTo(MOST) > 0) {
                return misfit(value);
            }
            values.putLong(duration.toNanos());
            return true;
        }
    }

    private static final class Dates extends Fixed {
        Dates(Shape shape) {
            super(shape, Integer.BYTES);
        }

        @Override
        boolean put(Object value) {
            if (!(value instanceof LocalDate date) || date.toEpochDay() != (int) date.toEpochDay()) {
                return misfit(value);
            }
            values.putInt((int) date.toEpochDay());
            return true;
        }
    }

    private static final class Decimals extends Fixed {

        /** 38 digits at most have no more. */
        private static final int MAX_BITS = 126;

        Decimals(Shape shape) {
            super(shape, 2 * Long.BYTES);
        }

        @Override
        boolean put(Object value) {
            if (!(value instanceof BigDecimal number)
                    || number.getClass() != BigDecimal.class
                    || number.scale() != shape().scale()) {
                return misfit(value);
            }
            BigInteger unscaled = number.unscaledValue();
            if (unscaled.bitLength() > MAX_BITS) {
                return misfit(value);
            }
            values.putLong(unscaled.longValue());
            values.putLong(unscaled.shiftRight(Long.SIZE).longValue());
            return true;
        }
    }
}

package dev.kinglet.columns;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Columns whose values all have the same number of bytes. */
final class FixedReaders {

    /** In a second. */
    static final int NANOS = 1_000_000_000;

    private FixedReaders() {}

    static ColumnReader of(Shape shape) {
        return switch (shape.kind()) {
            case BOOLEAN -> new Booleans();
            case BYTE -> new Fixed((view, row) -> view.get(row));
            case SHORT -> new Fixed((view, row) -> view.getShort(row << 1));
            case CHARACTER -> new Fixed((view, row) -> view.getChar(row << 1));
            case INTEGER -> new Fixed((view, row) -> view.getInt(row << 2));
            case LONG -> new Fixed((view, row) -> view.getLong(row << 3));
            case FLOAT -> new Fixed((view, row) -> view.getFloat(row << 2));
            case DOUBLE -> new Fixed((view, row) -> view.getDouble(row << 3));
            case DATE -> new Fixed((view, row) -> LocalDate.ofEpochDay(view.getInt(row << 2)));
            case INSTANT -> new Fixed((view, row) -> instant(view.getLong(row << 3)));
            case DATE_TIME -> new Fixed((view, row) -> dateTime(view.getLong(row << 3)));
            case TIME -> new Fixed((view, row) -> LocalTime.ofNanoOfDay(view.getLong(row << 3)));
            case DURATION -> new Fixed((view, row) -> Duration.ofNanos(view.getLong(row << 3)));
            case DECIMAL -> decimals(shape.scale());
            default -> throw new IllegalArgumentException(shape.kind() + " is not of a fixed width");
        };
    }

    static ColumnReader of(Taker taker) {
        return new Fixed(taker);
    }

    static ColumnReader booleans() {
        return new Booleans();
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }

    private static LocalDateTime dateTime(long nanos) {
        return LocalDateTime.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS), ZoneOffset.UTC);
    }

    private static ColumnReader decimals(int scale) {
        return new Fixed((view, row) -> {
            long low = view.getLong(row << 4);
            long high = view.getLong((row << 4) + Long.BYTES);
            if (high == low >> (Long.SIZE - 1)) {
                return BigDecimal.valueOf(low, scale);
            }
            byte[] bytes = ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(high)
                    .putLong(low)
                    .array();
            return new BigDecimal(new BigInteger(bytes), scale);
        });
    }

    /** Takes a value out of the bytes. */
    interface Taker {
        @Nullable
        Object take(ByteBuffer view, int row);
    }

    private static final class Fixed extends ColumnReader {
        private final Taker taker;
        private ByteBuffer view = ByteBuffer.allocate(0);

        Fixed(Taker taker) {
            this.taker = taker;
        }

        @Override
        void loadValues(Batch batch) {
            view = batch.takeBuffer().view();
        }

        @Override
        @Nullable
        Object value(int row) {
            return taker.take(view, row);
        }
    }

    private static final class Booleans extends ColumnReader {
        private Chunk bits = new Chunk();

        @Override
        void loadValues(Batch batch) {
            bits = batch.takeBuffer();
        }

        @Override
        Object value(int row) {
            return bits.bit(row);
        }
    }
}

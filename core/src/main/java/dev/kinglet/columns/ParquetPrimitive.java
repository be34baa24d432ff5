package dev.kinglet.columns;

import java.util.List;

/** A column without parts, as Parquet's schema has it, and its values in Parquet's plain form. It may have nulls. */
final class ParquetPrimitive {

    static final int BOOLEAN = 0;
    private static final int INT32 = 1;
    private static final int INT64 = 2;
    private static final int FLOAT = 4;
    private static final int DOUBLE = 5;
    private static final int BYTE_ARRAY = 6;
    private static final int FIXED_LENGTH = 7;

    private static final int DECIMAL_BYTES = 2 * Long.BYTES;
    private static final int DECIMAL_DIGITS = 38;

    // The converted types, by which old readers know what newer ones have logical types for.
    private static final int UTF8 = 0;
    private static final int OLD_DECIMAL = 5;
    private static final int OLD_DATE = 6;
    private static final int UINT_16 = 12;
    private static final int INT_8 = 15;
    private static final int INT_16 = 16;

    // The logical types with a unit.
    private static final int TIME = 7;
    private static final int TIMESTAMP = 8;

    private final Shape shape;

    /** @param shape without optionals around it */
    ParquetPrimitive(Shape shape) {
        this.shape = shape;
    }

    int type() {
        return switch (shape.kind()) {
            case BOOLEAN -> BOOLEAN;
            case NOTHING, BYTE, SHORT, CHARACTER, INTEGER, DATE -> INT32;
            case LONG, INSTANT, DATE_TIME, TIME, DURATION -> INT64;
            case FLOAT -> FLOAT;
            case DOUBLE -> DOUBLE;
            case DECIMAL -> FIXED_LENGTH;
            default -> BYTE_ARRAY;
        };
    }

    /** Adds the schema's element. */
    void describe(String name, ThriftWriter out) {
        out.beginElement();
        out.int32(1, type());
        if (type() == FIXED_LENGTH) {
            out.int32(2, DECIMAL_BYTES);
        }
        out.int32(3, ParquetField.OPTIONAL);
        out.text(4, name);
        switch (shape.kind()) {
            case STRING, ENUM -> {
                out.int32(6, UTF8);
                out.beginStruct(10);
                out.emptyStruct(1);
                out.end();
            }
            case DECIMAL -> decimal(out);
            case DATE -> {
                out.int32(6, OLD_DATE);
                logical(out, 6);
            }
            case INSTANT -> nanoseconds(out, TIMESTAMP, true);
            case DATE_TIME -> nanoseconds(out, TIMESTAMP, false);
            case TIME -> nanoseconds(out, TIME, false);
            case BYTE -> whole(out, INT_8, Byte.SIZE, true);
            case SHORT -> whole(out, INT_16, Short.SIZE, true);
            case CHARACTER -> whole(out, UINT_16, Character.SIZE, false);
            case NOTHING -> logical(out, 11);
            default -> {
                // What the physical type says is enough. Durations have no logical type; Arrow's schema in the footer
                // has them.
            }
        }
        out.end();
    }

    private static void logical(ThriftWriter out, int which) {
        out.beginStruct(10);
        out.emptyStruct(which);
        out.end();
    }

    private void decimal(ThriftWriter out) {
        out.int32(6, OLD_DECIMAL);
        out.int32(7, shape.scale());
        out.int32(8, DECIMAL_DIGITS);
        out.beginStruct(10);
        out.beginStruct(5);
        out.int32(1, shape.scale());
        out.int32(2, DECIMAL_DIGITS);
        out.end();
        out.end();
    }

    private static void nanoseconds(ThriftWriter out, int which, boolean utc) {
        out.beginStruct(10);
        out.beginStruct(which);
        out.bool(1, utc);
        out.beginStruct(2);
        out.emptyStruct(3); // nanoseconds
        out.end();
        out.end();
        out.end();
    }

    private static void whole(ThriftWriter out, int converted, int bits, boolean signed) {
        out.int32(6, converted);
        out.beginStruct(10);
        out.beginStruct(10);
        out.int8(1, bits);
        out.bool(2, signed);
        out.end();
        out.end();
    }

    /** How many of Arrow's buffers the column has, that of its nulls included. */
    int buffers() {
        return shape.kind() == Kind.NOTHING ? 0 : type() == BYTE_ARRAY ? 3 : 2;
    }

    /** Adds the values of the slots that are not null. */
    void values(int rows, int nulls, List<GrowingBytes> buffers, GrowingBytes to) {
        GrowingBytes valid = nulls == 0 ? null : shape.kind() == Kind.NOTHING ? new GrowingBytes() : buffers.get(0);
        int present = 0;
        for (int row = 0; row < rows; row++) {
            if (valid != null && (valid.size() == 0 || (valid.bytes()[row >> 3] >> (row & 7) & 1) == 0)) {
                continue;
            }
            GrowingBytes values = buffers.get(1);
            switch (shape.kind()) {
                case BOOLEAN -> bit(to, present, (values.bytes()[row >> 3] >> (row & 7) & 1) != 0);
                case BYTE -> to.putInt(values.bytes()[row]);
                case SHORT -> to.putInt(values.getShort(row << 1));
                case CHARACTER -> to.putInt(values.getShort(row << 1) & 0xffff);
                case INTEGER, FLOAT, DATE -> to.putInt(values.getInt(row << 2));
                case LONG, DOUBLE, INSTANT, DATE_TIME, TIME, DURATION -> to.putLong(values.getLong(row << 3));
                case DECIMAL -> {
                    to.putLong(Long.reverseBytes(values.getLong((row << 4) + Long.BYTES)));
                    to.putLong(Long.reverseBytes(values.getLong(row << 4)));
                }
                default -> {
                    int start = values.getInt(row << 2);
                    int length = values.getInt((row + 1) << 2) - start;
                    to.putInt(length);
                    to.put(buffers.get(2).bytes(), start, length);
                }
            }
            present++;
        }
    }

    private static void bit(GrowingBytes to, int index, boolean bit) {
        if ((index & 7) == 0) {
            to.putByte(0);
        }
        if (bit) {
            to.bytes()[to.size() - 1] |= (byte) (1 << (index & 7));
        }
    }
}

package dev.kinglet.columns;

import com.google.flatbuffers.FlatBufferBuilder;
import java.util.List;
import org.apache.arrow.flatbuf.Binary;
import org.apache.arrow.flatbuf.Bool;
import org.apache.arrow.flatbuf.Date;
import org.apache.arrow.flatbuf.DateUnit;
import org.apache.arrow.flatbuf.Decimal;
import org.apache.arrow.flatbuf.Duration;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.Null;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Struct_;
import org.apache.arrow.flatbuf.Time;
import org.apache.arrow.flatbuf.TimeUnit;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Utf8;

/** Shapes as Arrow's fields. */
final class FieldWriter {

    private static final int DECIMAL_DIGITS = 38;
    private static final int DECIMAL_BITS = 128;

    private final FlatBufferBuilder builder;

    private final boolean described;

    /** @param described whether the columns say what they are in Java */
    FieldWriter(FlatBufferBuilder builder, boolean described) {
        this.builder = builder;
        this.described = described;
    }

    int schema(List<Shape> columns) {
        int[] fields = new int[columns.size()];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = field(columns.get(i), "");
        }
        int vector = Schema.createFieldsVector(builder, fields);
        return Schema.createSchema(builder, Endianness.Little, vector, 0, 0);
    }

    /** @param outer what stands before the kind in the metadata */
    private int field(Shape shape, String outer) {
        if (shape.kind() == Kind.OPTIONAL) {
            return field(shape.child(), outer + Kind.OPTIONAL + " ");
        }
        int[] children = new int[shape.children().size()];
        for (int i = 0; i < children.length; i++) {
            children[i] = field(shape.children().get(i), "");
        }
        int metadata = described ? description(shape, outer) : 0;
        int name = builder.createString(shape.name());
        int inside = Field.createChildrenVector(builder, children);
        int type = type(shape);
        return Field.createField(builder, name, true, typeCode(shape.kind()), type, 0, inside, metadata);
    }

    private int description(Shape shape, String outer) {
        boolean named = shape.kind() == Kind.RECORD || shape.kind() == Kind.ENUM;
        String kind = outer + shape.kind() + (named ? " " + shape.type().getName() : "");
        int pair = KeyValue.createKeyValue(builder, builder.createString(Ipc.KIND_KEY), builder.createString(kind));
        return Field.createCustomMetadataVector(builder, new int[] {pair});
    }

    private static byte typeCode(Kind kind) {
        return switch (kind) {
            case NOTHING -> Type.Null;
            case BOOLEAN -> Type.Bool;
            case BYTE, SHORT, CHARACTER, INTEGER, LONG -> Type.Int;
            case FLOAT, DOUBLE -> Type.FloatingPoint;
            case STRING, ENUM -> Type.Utf8;
            case BYTES, ANY -> Type.Binary;
            case INSTANT, DATE_TIME -> Type.Timestamp;
            case DATE -> Type.Date;
            case TIME -> Type.Time;
            case DURATION -> Type.Duration;
            case DECIMAL -> Type.Decimal;
            case LIST -> Type.List;
            case RECORD, ROW -> Type.Struct_;
            case OPTIONAL -> throw new IllegalArgumentException("an optional is what is inside it");
        };
    }

    private int type(Shape shape) {
        return switch (shape.kind()) {
            case NOTHING -> empty(Null::startNull, Null::endNull);
            case BOOLEAN -> empty(Bool::startBool, Bool::endBool);
            case BYTE -> Int.createInt(builder, Byte.SIZE, true);
            case SHORT -> Int.createInt(builder, Short.SIZE, true);
            case CHARACTER -> Int.createInt(builder, Character.SIZE, false);
            case INTEGER -> Int.createInt(builder, Integer.SIZE, true);
            case LONG -> Int.createInt(builder, Long.SIZE, true);
            case FLOAT -> FloatingPoint.createFloatingPoint(builder, Precision.SINGLE);
            case DOUBLE -> FloatingPoint.createFloatingPoint(builder, Precision.DOUBLE);
            case STRING, ENUM -> empty(Utf8::startUtf8, Utf8::endUtf8);
            case BYTES, ANY -> empty(Binary::startBinary, Binary::endBinary);
            case INSTANT -> Timestamp.createTimestamp(builder, TimeUnit.NANOSECOND, builder.createString("UTC"));
            case DATE_TIME -> Timestamp.createTimestamp(builder, TimeUnit.NANOSECOND, 0);
            case DATE -> Date.createDate(builder, DateUnit.DAY);
            case TIME -> Time.createTime(builder, TimeUnit.NANOSECOND, Long.SIZE);
            case DURATION -> Duration.createDuration(builder, TimeUnit.NANOSECOND);
            case DECIMAL -> Decimal.createDecimal(builder, DECIMAL_DIGITS, shape.scale(), DECIMAL_BITS);
            case LIST -> empty(org.apache.arrow.flatbuf.List::startList, org.apache.arrow.flatbuf.List::endList);
            case RECORD, ROW -> empty(Struct_::startStruct_, Struct_::endStruct_);
            case OPTIONAL -> throw new IllegalArgumentException("an optional is what is inside it");
        };
    }

    private interface Start {
        void start(FlatBufferBuilder builder);
    }

    private interface End {
        int end(FlatBufferBuilder builder);
    }

    private int empty(Start start, End end) {
        start.start(builder);
        return end.end(builder);
    }
}

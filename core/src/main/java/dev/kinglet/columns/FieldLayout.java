package dev.kinglet.columns;

import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.Type;

/**
 * How much of a batch a field takes.
 *
 * @param columns itself and those inside
 * @param buffers of all of them
 */
record FieldLayout(int columns, int buffers) {

    static FieldLayout of(Field field) {
        if (field.dictionary() != null) {
            return new FieldLayout(1, 2); // the numbers of the values
        }
        int columns = 1;
        int buffers = switch (field.typeType()) {
            case Type.Null -> 0;
            case Type.Struct_, Type.FixedSizeList -> 1;
            case Type.Bool,
                    Type.Int,
                    Type.FloatingPoint,
                    Type.Decimal,
                    Type.Date,
                    Type.Time,
                    Type.Timestamp,
                    Type.Duration,
                    Type.Interval,
                    Type.FixedSizeBinary,
                    Type.List,
                    Type.LargeList,
                    Type.Map -> 2;
            case Type.Utf8, Type.LargeUtf8, Type.Binary, Type.LargeBinary -> 3;
            default -> throw ForeignColumns.unknown(field);
        };
        for (int i = 0; i < field.childrenLength(); i++) {
            FieldLayout child = of(field.children(i));
            columns += child.columns;
            buffers += child.buffers;
        }
        return new FieldLayout(columns, buffers);
    }
}

package dev.kinglet.columns;

import dev.kinglet.closure.KryoValueCodec;
import dev.kinglet.closure.ValueCodec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the columns for a shape. */
final class ColumnWriters {

    private final @Nullable Seal seal;

    /** Made when the first value needs it. */
    private @Nullable ValueCodec codec;

    /** @param seal for what is encoded by Kryo, or null where no process but this one will read it */
    ColumnWriters(@Nullable Seal seal) {
        this.seal = seal;
    }

    private byte[] encode(Object value) {
        ValueCodec ready = codec;
        if (ready == null) {
            ready = new KryoValueCodec(ColumnWriters.class.getClassLoader());
            codec = ready;
        }
        return ready.encode(value, "row");
    }

    ColumnWriter of(Shape shape) {
        return switch (shape.kind()) {
            case NOTHING -> new Nothing(shape);
            case BOOLEAN -> new Booleans(shape);
            case STRING -> new VariableWriters.Strings(shape);
            case BYTES -> new VariableWriters.Bytes(shape);
            case ENUM -> new VariableWriters.Constants(shape);
            case ANY -> new VariableWriters.Any(shape, this::encode, seal);
            case OPTIONAL -> new NestedWriters.Optionals(shape, of(shape.child()));
            case LIST -> new NestedWriters.Lists(shape, of(shape.child()));
            case RECORD, ROW -> new NestedWriters.Records(shape, all(shape.children()));
            default -> FixedWriters.of(shape);
        };
    }

    private List<ColumnWriter> all(List<Shape> shapes) {
        List<ColumnWriter> columns = new ArrayList<>();
        for (Shape shape : shapes) {
            columns.add(of(shape));
        }
        return columns;
    }

    private static final class Nothing extends ColumnWriter {
        Nothing(Shape shape) {
            super(shape);
        }

        @Override
        void describe(BatchParts parts) {
            parts.column(count(), count()); // a column of the null type has no buffers
        }

        @Override
        boolean put(Object value) {
            return misfit(value);
        }

        @Override
        void fill() {}

        @Override
        void cutValues(int rows) {}

        @Override
        long bytes() {
            return 0;
        }

        @Override
        void describeValues(BatchParts parts) {}
    }

    private static final class Booleans extends ColumnWriter {
        private final Bits bits = new Bits();

        Booleans(Shape shape) {
            super(shape);
        }

        @Override
        boolean put(Object value) {
            if (!(value instanceof Boolean flag)) {
                return misfit(value);
            }
            bits.append(count() - 1, flag);
            return true;
        }

        @Override
        void fill() {
            bits.append(count() - 1, false);
        }

        @Override
        void cutValues(int rows) {
            bits.cut(rows);
        }

        @Override
        long bytes() {
            return bits.buffer().size();
        }

        @Override
        void describeValues(BatchParts parts) {
            parts.buffer(bits.buffer());
        }
    }
}

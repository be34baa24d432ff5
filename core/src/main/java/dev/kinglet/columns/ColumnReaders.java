package dev.kinglet.columns;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kinglet.closure.KryoValueCodec;
import dev.kinglet.closure.ValueCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the columns for a shape. */
final class ColumnReaders {

    private final ClassLoader loader;

    /** Made when the first value needs it. */
    private @Nullable ValueCodec codec;

    ColumnReaders(ClassLoader loader) {
        this.loader = loader;
    }

    ColumnReader of(Shape shape) {
        return switch (shape.kind()) {
            case NOTHING -> new Nothing();
            case STRING -> new Variable((bytes, start, length) -> new String(bytes, start, length, UTF_8));
            case BYTES -> new Variable((bytes, start, length) -> Arrays.copyOfRange(bytes, start, start + length));
            case ENUM -> constants(shape.type());
            case ANY -> new Variable(this::decode);
            case OPTIONAL -> new Optionals(of(shape.child()));
            case LIST -> new Lists(of(shape.child()));
            case RECORD -> new Records(shape.type(), all(shape.children()));
            default -> FixedReaders.of(shape);
        };
    }

    private List<ColumnReader> all(List<Shape> shapes) {
        List<ColumnReader> columns = new ArrayList<>();
        for (Shape shape : shapes) {
            columns.add(of(shape));
        }
        return columns;
    }

    private @Nullable Object decode(byte[] bytes, int start, int length) {
        ValueCodec ready = codec;
        if (ready == null) {
            ready = new KryoValueCodec(loader);
            codec = ready;
        }
        return ready.decode(bytes, start, length);
    }

    private static ColumnReader constants(Class<?> type) {
        Map<String, Object> constants = new HashMap<>();
        for (Object constant : type.getEnumConstants()) {
            constants.put(((Enum<?>) constant).name(), constant);
        }
        return new Variable((bytes, start, length) -> {
            String name = new String(bytes, start, length, UTF_8);
            Object constant = constants.get(name);
            if (constant == null) {
                throw new ColumnsException("enum " + type.getName() + " has no constant " + name);
            }
            return constant;
        });
    }

    private static final class Nothing extends ColumnReader {
        @Override
        void load(Batch batch) {
            batch.takeColumn(); // a column of the null type has no buffers
        }

        @Override
        void loadValues(Batch batch) {}

        @Override
        @Nullable
        Object value(int row) {
            return null;
        }
    }

    /** Makes a value of bytes. */
    private interface Maker {
        @Nullable
        Object make(byte[] bytes, int start, int length);
    }

    private static final class Variable extends ColumnReader {
        private final Maker maker;
        private Chunk ends = new Chunk();
        private Chunk values = new Chunk();

        Variable(Maker maker) {
            this.maker = maker;
        }

        @Override
        void loadValues(Batch batch) {
            ends = batch.takeBuffer();
            values = batch.takeBuffer();
        }

        @Override
        @Nullable
        Object value(int row) {
            int start = ends.view().getInt(row << 2);
            return maker.make(values.bytes(), start, ends.view().getInt((row + 1) << 2) - start);
        }
    }

    private static final class Optionals extends ColumnReader {
        private final ColumnReader inside;

        Optionals(ColumnReader inside) {
            this.inside = inside;
        }

        @Override
        void load(Batch batch) {
            inside.load(batch);
        }

        @Override
        void loadValues(Batch batch) {}

        @Override
        Object value(int row) {
            return Optional.ofNullable(inside.get(row));
        }
    }

    private static final class Lists extends ColumnReader {
        private final ColumnReader items;
        private Chunk ends = new Chunk();

        Lists(ColumnReader items) {
            this.items = items;
        }

        @Override
        void loadValues(Batch batch) {
            ends = batch.takeBuffer();
            items.load(batch);
        }

        @Override
        Object value(int row) {
            int start = ends.view().getInt(row << 2);
            int end = ends.view().getInt((row + 1) << 2);
            List<@Nullable Object> list = new ArrayList<>(end - start);
            for (int i = start; i < end; i++) {
                list.add(items.get(i));
            }
            return list;
        }
    }

    private static final class Records extends ColumnReader {
        private final RecordAccess access;
        private final ColumnReader[] components;
        private final @Nullable Object[] values;

        Records(Class<?> type, List<ColumnReader> components) {
            this.access = RecordAccess.required(type);
            this.components = components.toArray(ColumnReader[]::new);
            this.values = new @Nullable Object[this.components.length];
        }

        @Override
        void loadValues(Batch batch) {
            for (ColumnReader component : components) {
                component.load(batch);
            }
        }

        @Override
        Object value(int row) {
            for (int i = 0; i < components.length; i++) {
                values[i] = components[i].get(row);
            }
            return access.make(values);
        }
    }
}

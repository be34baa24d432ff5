package dev.kinglet.columns;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kinglet.closure.KryoValueCodec;
import dev.kinglet.closure.ValueCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the columns for a shape. */
final class ColumnReaders {

    private final ClassLoader loader;
    private final @Nullable Seal seal;

    /** Made when the first value needs it. */
    private @Nullable ValueCodec codec;

    ColumnReaders(ClassLoader loader, @Nullable Seal seal) {
        this.loader = loader;
        this.seal = seal;
    }

    ColumnReader of(Shape shape) {
        return switch (shape.kind()) {
            case NOTHING -> new Nothing();
            case STRING -> variable(false, (bytes, start, length) -> new String(bytes, start, length, UTF_8));
            case BYTES -> variable(false, (bytes, start, length) -> Arrays.copyOfRange(bytes, start, start + length));
            case ENUM -> constants(shape.type());
            case ANY -> new Variable(this::decode, new Ends(false), seal);
            case OPTIONAL -> new Optionals(of(shape.child()));
            case LIST -> list(of(shape.child()), false);
            case RECORD -> records(all(shape.children()), RecordAccess.required(shape.type())::make);
            default -> FixedReaders.of(shape);
        };
    }

    static ColumnReader nothing() {
        return new Nothing();
    }

    /** @param large whether the ends are longs */
    static ColumnReader variable(boolean large, Maker maker) {
        return new Variable(maker, new Ends(large), null);
    }

    /** @param large whether the ends are longs */
    static ColumnReader list(ColumnReader items, boolean large) {
        return new Lists(items, new Ends(large), 0, false);
    }

    /** Lists that all have so many items. */
    static ColumnReader lists(ColumnReader items, int size) {
        return new Lists(items, null, size, false);
    }

    /** Maps, as lists of their pairs. */
    static ColumnReader maps(ColumnReader pairs) {
        return new Lists(pairs, new Ends(false), 0, true);
    }

    /** @param maker makes the value of its parts, whose array is used again */
    static ColumnReader records(List<ColumnReader> components, Function<@Nullable Object[], Object> maker) {
        return new Records(components, maker);
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
        return variable(false, (bytes, start, length) -> {
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
            takeColumn(batch); // a column of the null type has no buffers
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
    interface Maker {
        @Nullable
        Object make(byte[] bytes, int start, int length);
    }

    /** Where the values of a column end, and so the next ones begin. */
    private static final class Ends {
        private final boolean large;
        private Chunk chunk = new Chunk();

        Ends(boolean large) {
            this.large = large;
        }

        void load(Batch batch) {
            chunk = batch.takeBuffer();
        }

        /** Where the last value ends. */
        int last() {
            return chunk.size() == 0 ? 0 : start(chunk.size() / (large ? Long.BYTES : Integer.BYTES) - 1);
        }

        /** Where the value in a slot begins. */
        int start(int row) {
            return large
                    ? Math.toIntExact(chunk.view().getLong(row << 3))
                    : chunk.view().getInt(row << 2);
        }
    }

    private static final class Variable extends ColumnReader {
        private final Maker maker;
        private final Ends ends;
        private final @Nullable Seal seal;
        private Chunk values = new Chunk();

        Variable(Maker maker, Ends ends, @Nullable Seal seal) {
            this.maker = maker;
            this.ends = ends;
            this.seal = seal;
        }

        @Override
        void loadValues(Batch batch) {
            ends.load(batch);
            values = batch.takeBuffer();
            Chunk places = ends.chunk;
            Seal.check(seal, places.bytes(), places.size(), values.bytes(), ends.last(), values.size());
        }

        @Override
        @Nullable
        Object value(int row) {
            int start = ends.start(row);
            int length = ends.start(row + 1) - start;
            values.check(start, length);
            return maker.make(values.bytes(), start, length);
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
        int slots() {
            return inside.slots();
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
        private final @Nullable Ends ends;
        private final int size;
        private final boolean areMaps;

        Lists(ColumnReader items, @Nullable Ends ends, int size, boolean areMaps) {
            this.items = items;
            this.ends = ends;
            this.size = size;
            this.areMaps = areMaps;
        }

        @Override
        void loadValues(Batch batch) {
            if (ends != null) {
                ends.load(batch);
            }
            items.load(batch);
        }

        @Override
        Object value(int row) {
            int start = ends == null ? row * size : ends.start(row);
            int end = ends == null ? start + size : ends.start(row + 1);
            Objects.checkFromToIndex(start, end, items.slots());
            List<@Nullable Object> list = areMaps ? new MapPairs(end - start) : new ArrayList<>(end - start);
            for (int i = start; i < end; i++) {
                Object item = items.get(i);
                if (item == null && areMaps) {
                    throw new ColumnsException("a map has a pair that is null: the bytes were damaged");
                }
                list.add(item);
            }
            return list;
        }
    }

    private static final class Records extends ColumnReader {
        private final Function<@Nullable Object[], Object> maker;
        private final ColumnReader[] components;
        private final @Nullable Object[] values;

        Records(List<ColumnReader> components, Function<@Nullable Object[], Object> maker) {
            this.maker = maker;
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
            return maker.apply(values);
        }
    }
}

package dev.kinglet.columns;

import dev.kinglet.Row;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Columns that consist of others. */
final class NestedWriters {

    private NestedWriters() {}

    /** A column that hands everything to the one inside, and is written as that one. */
    static final class Optionals extends ColumnWriter {
        private final ColumnWriter inside;

        Optionals(Shape shape, ColumnWriter inside) {
            super(shape);
            this.inside = inside;
        }

        @Override
        boolean put(Object value) {
            return value instanceof Optional<?> optional ? inside.append(optional.orElse(null)) : misfit(value);
        }

        /** A null inside says that the optional is empty, so one that is null itself has no place. */
        @Override
        boolean putAbsent() {
            return misfit(null);
        }

        @Override
        void fill() {
            inside.skip();
        }

        @Override
        void cutValues(int rows) {
            inside.cut(rows);
        }

        @Override
        long bytes() {
            return inside.bytes();
        }

        @Override
        void describe(BatchParts parts) {
            inside.describe(parts);
        }

        @Override
        void describeValues(BatchParts parts) {}
    }

    static final class Lists extends ColumnWriter {
        private final GrowingBytes ends = new GrowingBytes();
        private final ColumnWriter items;

        Lists(Shape shape, ColumnWriter items) {
            super(shape);
            this.items = items;
            ends.putInt(0);
        }

        @Override
        boolean put(Object value) {
            if (!Shapes.isPlainList(value) || !(value instanceof List<?> list)) {
                return misfit(value);
            }
            for (Object item : list) {
                if (!items.append(item)) {
                    return false;
                }
            }
            ends.putInt(items.count());
            return true;
        }

        @Override
        void fill() {
            ends.putInt(items.count());
        }

        @Override
        void cutValues(int rows) {
            ends.cut((rows + 1) * Integer.BYTES);
            items.cut(ends.getInt(rows * Integer.BYTES));
        }

        @Override
        long bytes() {
            return items.bytes() + ends.size();
        }

        @Override
        void describeValues(BatchParts parts) {
            parts.buffer(ends);
            items.describe(parts);
        }
    }

    static final class Records extends ColumnWriter {
        private final Class<?> type;
        private final RecordAccess access;
        private final @Nullable List<String> columns;
        private final ColumnWriter[] components;

        Records(Shape shape, List<ColumnWriter> components) {
            super(shape);
            this.type = shape.type();
            boolean rows = shape.kind() == Kind.ROW;
            this.access = rows ? RecordAccess.OF_ROWS : RecordAccess.required(type);
            this.columns = rows ? shape.children().stream().map(Shape::name).toList() : null;
            this.components = components.toArray(ColumnWriter[]::new);
        }

        @Override
        boolean put(Object value) {
            if (value.getClass() != type
                    || (columns != null && !((Row) value).columns().equals(columns))) {
                return misfit(value);
            }
            for (int i = 0; i < components.length; i++) {
                if (!components[i].append(access.get(value, i))) {
                    return false;
                }
            }
            return true;
        }

        @Override
        void fill() {
            for (ColumnWriter component : components) {
                component.skip();
            }
        }

        @Override
        void cutValues(int rows) {
            for (ColumnWriter component : components) {
                component.cut(rows);
            }
        }

        @Override
        long bytes() {
            long bytes = 0;
            for (ColumnWriter component : components) {
                bytes += component.bytes();
            }
            return bytes;
        }

        @Override
        void describeValues(BatchParts parts) {
            describeComponents(parts);
        }

        void describeComponents(BatchParts parts) {
            for (ColumnWriter component : components) {
                component.describe(parts);
            }
        }
    }
}

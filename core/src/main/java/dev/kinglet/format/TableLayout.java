package dev.kinglet.format;

import dev.kinglet.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns of the records that a table is written of, and their values. */
abstract class TableLayout {

    private final List<String> columns;

    private TableLayout(List<String> columns) {
        this.columns = columns;
    }

    /** The layout of all records, by one of them. */
    static TableLayout of(Object item) {
        if (item instanceof Row row) {
            return new OfRows(row.columns());
        }
        if (item instanceof Record) {
            return new OfRecords(item.getClass());
        }
        return item instanceof Map.Entry ? new OfPairs() : new OfValues();
    }

    final List<String> columns() {
        return columns;
    }

    /** One for each column. */
    abstract List<@Nullable Object> values(Object item);

    private static @Nullable Object scalar(@Nullable Object value, String what) {
        if (value == null || value instanceof Enum || Scalar.of(value.getClass()) != null) {
            return value;
        }
        throw unfit(what, value.getClass());
    }

    private static IllegalArgumentException unfit(String what, Class<?> type) {
        return new IllegalArgumentException(what + " is of " + type.getName()
                + ", which no column can be; map the dataset to a record of simple values first, or write JSON");
    }

    private static IllegalArgumentException another(Object item, String expected) {
        return new IllegalArgumentException("a record is of " + item.getClass().getName()
                + ", but the first one was of " + expected + "; all rows of a table have the same columns");
    }

    private static final class OfRecords extends TableLayout {

        private final Class<?> type;
        private final List<RecordShape.Component> components;

        OfRecords(Class<?> type) {
            super(RecordShape.of(type).components().stream()
                    .map(RecordShape.Component::name)
                    .toList());
            this.type = type;
            this.components = RecordShape.of(type).components();
        }

        @Override
        List<@Nullable Object> values(Object item) {
            if (item.getClass() != type) {
                throw another(item, type.getName());
            }
            List<@Nullable Object> values = new ArrayList<>(components.size());
            for (RecordShape.Component component : components) {
                Object value = component.value(item);
                values.add(
                        component.scalar() == null
                                ? scalar(value, "component " + component.name() + " of " + type.getName())
                                : value);
            }
            return values;
        }
    }

    private static final class OfRows extends TableLayout {

        OfRows(List<String> columns) {
            super(columns);
        }

        @Override
        List<@Nullable Object> values(Object item) {
            if (!(item instanceof Row row) || !row.columns().equals(columns())) {
                throw another(item, "columns " + columns());
            }
            return row.values();
        }
    }

    private static final class OfPairs extends TableLayout {

        OfPairs() {
            super(List.of("key", "value"));
        }

        @Override
        List<@Nullable Object> values(Object item) {
            if (!(item instanceof Map.Entry<?, ?> pair)) {
                throw another(item, "a pair");
            }
            return Arrays.asList(
                    scalar(pair.getKey(), "the key of a pair"), scalar(pair.getValue(), "the value of a pair"));
        }
    }

    private static final class OfValues extends TableLayout {

        OfValues() {
            super(List.of("value"));
        }

        @Override
        List<@Nullable Object> values(Object item) {
            List<@Nullable Object> values = new ArrayList<>(1);
            values.add(scalar(item, "a record"));
            return values;
        }
    }
}

package dev.kinglet.format;

import dev.kinglet.Row;
import dev.kinglet.columns.ColumnsException;
import dev.kinglet.columns.MapPairs;
import dev.kinglet.columns.Table;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the records of a table's rows. */
abstract class TableBinder {

    /**
     * A binder for this table, of which it chooses the columns.
     *
     * @throws MisfitException if a component has no column, or is of a class that no column has
     */
    static TableBinder of(Class<?> type, Table table) throws MisfitException {
        if (type == Row.class) {
            table.choose(new HashSet<>(table.columns()));
            return new ToRow(table);
        }
        ToRecord binder = new ToRecord(RecordShape.of(type), table);
        table.choose(binder.columns());
        return binder;
    }

    private final Table table;

    private TableBinder(Table table) {
        this.table = table;
    }

    /** The record of a row of the present batch. */
    abstract Object bind(int row) throws MisfitException;

    /** Whether a record has something of a column. */
    abstract boolean takes(int column);

    /** What a row has in the columns that records are made of, to be shown: bytes as base64, and nothing for what cannot be read. */
    final Row row(int row) {
        List<String> names = new ArrayList<>();
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            if (takes(i)) {
                names.add(table.columns().get(i));
                values.add(shown(i, row));
            }
        }
        return new Row(names, values);
    }

    private @Nullable Object shown(int column, int row) {
        try {
            return shown(get(column, row));
        } catch (MisfitException e) {
            return null;
        }
    }

    private static @Nullable Object shown(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> items = new ArrayList<>();
            list.forEach(item -> items.add(shown(item)));
            return items;
        }
        if (value instanceof Row row) {
            List<@Nullable Object> parts = new ArrayList<>();
            row.values().forEach(part -> parts.add(shown(part)));
            return new Row(row.columns(), parts);
        }
        return value;
    }

    /** @throws MisfitException if it is none that Java has */
    final @Nullable Object get(int column, int row) throws MisfitException {
        try {
            return table.get(column, row);
        } catch (ColumnsException | DateTimeException | ArithmeticException e) {
            throw new MisfitException("column " + table.columns().get(column) + ": " + e.getMessage());
        }
    }

    private static final class ToRow extends TableBinder {
        private final List<String> columns;

        ToRow(Table table) {
            super(table);
            this.columns = List.copyOf(table.columns());
        }

        @Override
        boolean takes(int column) {
            return true;
        }

        @Override
        Object bind(int row) throws MisfitException {
            List<@Nullable Object> values = new ArrayList<>(columns.size());
            for (int i = 0; i < columns.size(); i++) {
                values.add(MapPairs.asMaps(get(i, row)));
            }
            return new Row(columns, values);
        }
    }

    private static final class ToRecord extends TableBinder {
        private final RecordShape<?> shape;
        private final Table table;
        private final TableValue[] conversions;
        private final int[] places;

        ToRecord(RecordShape<?> shape, Table table) throws MisfitException {
            super(table);
            this.shape = shape;
            this.table = table;
            List<RecordShape.Component> components = shape.components();
            conversions = new TableValue[components.size()];
            places = new int[conversions.length];
            List<String> columns = table.columns();
            for (int i = 0; i < places.length; i++) {
                RecordShape.Component component = components.get(i);
                conversions[i] = TableValue.of(component.type(), component.name());
                places[i] = Columns.find(columns, component.name());
                if (places[i] < 0 && !component.optional() && !columns.isEmpty()) {
                    throw new MisfitException("there is no column for component " + component.name() + " of "
                            + shape.name() + "; the columns are " + columns
                            + ". Rename the component, or make it an Optional");
                }
            }
        }

        Set<String> columns() {
            Set<String> names = new HashSet<>();
            for (int place : places) {
                if (place >= 0) {
                    names.add(table.columns().get(place));
                }
            }
            return names;
        }

        @Override
        boolean takes(int column) {
            return Arrays.stream(places).anyMatch(place -> place == column);
        }

        @Override
        Object bind(int row) throws MisfitException {
            @Nullable Object[] values = new @Nullable Object[places.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = places[i] < 0 ? null : value(i, row);
            }
            return shape.make(values);
        }

        private @Nullable Object value(int index, int row) throws MisfitException {
            Object found = get(places[index], row);
            if (found == null) {
                return conversions[index].ofNothing(shape.components().get(index));
            }
            Object value = conversions[index].convert(found);
            if (value == null) {
                RecordShape.Component component = shape.components().get(index);
                throw new MisfitException("column " + table.columns().get(places[index]) + " has "
                        + TableValue.shown(found) + " of type " + table.type(places[index])
                        + ", which does not fit component "
                        + component.name() + " of " + shape.name() + ", a "
                        + component.type().getTypeName());
            }
            return value;
        }
    }
}

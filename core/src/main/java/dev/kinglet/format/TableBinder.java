package dev.kinglet.format;

import dev.kinglet.Row;
import dev.kinglet.columns.Table;
import java.util.ArrayList;
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

    abstract Object bind(int row) throws MisfitException;

    private static final class ToRow extends TableBinder {
        private final Table table;
        private final List<String> columns;

        ToRow(Table table) {
            this.table = table;
            this.columns = List.copyOf(table.columns());
        }

        @Override
        Object bind(int row) {
            List<@Nullable Object> values = new ArrayList<>(columns.size());
            for (int i = 0; i < columns.size(); i++) {
                values.add(table.get(i, row));
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
        Object bind(int row) throws MisfitException {
            @Nullable Object[] values = new @Nullable Object[places.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = places[i] < 0 ? null : value(i, row);
            }
            return shape.make(values);
        }

        private @Nullable Object value(int index, int row) throws MisfitException {
            Object found = table.get(places[index], row);
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

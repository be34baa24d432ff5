package dev.kinglet.format;

import dev.kinglet.CsvSource;
import dev.kinglet.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes records of rows. Each of an object's columns has its place. */
abstract class CsvBinder<T> {

    private final List<String> columns;

    private CsvBinder(List<String> columns) {
        this.columns = columns;
    }

    /**
     * A binder for the objects with these columns.
     *
     * @param inferred the types of a {@link Row}'s columns
     * @throws MisfitException if the record has a component without a column
     */
    @SuppressWarnings("unchecked") // a source of rows is one of Row
    static <T> CsvBinder<T> of(CsvSource<T> source, List<String> columns, Map<String, ColumnType> inferred)
            throws MisfitException {
        return source.type() == Row.class
                ? (CsvBinder<T>) new ToRow(columns, inferred)
                : new ToRecord<>(RecordShape.of(source.type()), columns);
    }

    final int columns() {
        return columns.size();
    }

    /** The record of a row. */
    final T bind(CsvFields fields) throws MisfitException {
        if (fields.count() != columns.size()) {
            throw new MisfitException("it has " + fields.count() + " values, expected " + columns.size()
                    + ", one for each of the columns " + columns);
        }
        return make(fields);
    }

    abstract T make(CsvFields fields) throws MisfitException;

    final @Nullable Object value(CsvFields fields, int column, ColumnType type) throws MisfitException {
        if (fields.isEmpty(column)) {
            return type.ofNothing(columns.get(column));
        }
        try {
            return type.isInferred()
                    ? fields.inferred(column, type.scalar())
                    : fields.value(column, type.scalar(), type.raw());
        } catch (MisfitException e) {
            throw new MisfitException("column " + columns.get(column) + " has " + e.getMessage() + type.origin());
        }
    }

    private static final class ToRecord<T> extends CsvBinder<T> {

        private final RecordShape<T> shape;
        private final int[] places;
        private final ColumnType[] types;

        ToRecord(RecordShape<T> shape, List<String> columns) throws MisfitException {
            super(columns);
            this.shape = shape;
            this.places = new int[shape.components().size()];
            this.types = new ColumnType[places.length];
            for (int i = 0; i < places.length; i++) {
                RecordShape.Component component = shape.components().get(i);
                places[i] = Columns.find(columns, component.name());
                types[i] = ColumnType.of(component, shape.name());
                if (places[i] < 0 && !component.optional()) {
                    throw new MisfitException(
                            "there is no column for component " + component.name() + " of " + shape.name()
                                    + "; the columns are " + columns
                                    + ". Rename the component, make it an Optional, or give the columns (withoutHeader)");
                }
            }
        }

        @Override
        T make(CsvFields fields) throws MisfitException {
            @Nullable Object[] values = new Object[places.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = places[i] < 0 ? null : value(fields, places[i], types[i]);
            }
            return shape.make(values);
        }
    }

    private static final class ToRow extends CsvBinder<Row> {

        private final List<String> columns;
        private final ColumnType[] types;

        ToRow(List<String> columns, Map<String, ColumnType> inferred) {
            super(columns);
            this.columns = columns;
            this.types = new ColumnType[columns.size()];
            for (int i = 0; i < types.length; i++) {
                types[i] = inferred.getOrDefault(columns.get(i), ColumnType.TEXT);
            }
        }

        @Override
        Row make(CsvFields fields) throws MisfitException {
            List<@Nullable Object> values = new ArrayList<>(types.length);
            for (int i = 0; i < types.length; i++) {
                values.add(value(fields, i, types[i]));
            }
            return new Row(columns, values);
        }
    }
}

package dev.kinglet.columns;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gathers rows in columns that others can read. Until the first {@link #clear} the rows are kept, so that a column of which only nulls
 * were seen can still become what it should.
 */
final class TableWriter {

    private static final String VALUE = "value";

    private final ColumnWriters columns = new ColumnWriters(null);
    private final List<Object> firstRows = new ArrayList<>();
    private @Nullable ColumnWriter root;
    private boolean fixed;

    int rows() {
        return root == null ? 0 : root.count();
    }

    long bytes() {
        return root == null ? 0 : root.bytes();
    }

    /** The columns; none before the first row. */
    List<Shape> shapes() {
        if (root == null) {
            return List.of();
        }
        Shape shape = root.shape();
        return shape.kind() == Kind.RECORD || shape.kind() == Kind.ROW ? shape.children() : List.of(shape);
    }

    void add(Object row) {
        Objects.requireNonNull(row, "a table has no null rows; filter them out before they are written");
        ColumnWriter column = root;
        if (column == null) {
            column = begin(Shapes.ofTable(VALUE, row), row);
        }
        while (true) {
            int before = column.count();
            if (column.append(row)) {
                break;
            }
            column.cut(before);
            column = again(column.shape(), row);
        }
        if (!fixed) {
            firstRows.add(row);
        }
    }

    private ColumnWriter begin(Shape shape, Object row) {
        checkReadable(shape, row);
        root = columns.of(shape);
        return root;
    }

    /** Writes the rows that are kept to columns of the shape that has become wider. */
    private ColumnWriter again(Shape shape, Object row) {
        if (fixed) {
            throw new IllegalArgumentException("a row does not fit the columns of those before it: " + row
                    + ". All rows of a table are of one class and have the same columns, decimals of one scale"
                    + " (setScale), timestamps from 1677 to 2262, and durations of at most 292 years");
        }
        ColumnWriter column = begin(shape, row);
        for (Object earlier : firstRows) {
            if (!column.append(earlier)) {
                throw new IllegalArgumentException("a row does not fit the columns of others: " + earlier);
            }
        }
        return column;
    }

    private static void checkReadable(Shape shape, Object row) {
        if (shape.kind() == Kind.ANY) {
            throw new IllegalArgumentException(
                    "column " + shape.name() + " of " + row.getClass().getName()
                            + " has values of several classes, Rows of other columns, or what no table holds. Map the"
                            + " rows to records of numbers, text, dates, times,"
                            + " enums, " + BigDecimal.class.getSimpleName()
                            + "s of one scale, byte arrays, records and lists of these, with timestamps from 1677 to"
                            + " 2262 and durations of at most 292 years. The row: " + row);
        }
        for (Shape child : shape.children()) {
            checkReadable(child, row);
        }
    }

    void describe(BatchParts parts) {
        ColumnWriter column = Objects.requireNonNull(root);
        if (column instanceof NestedWriters.Records records) {
            records.describeComponents(parts);
        } else {
            column.describe(parts);
        }
    }

    /** Begins the next batch. From now on the columns stay as they are. */
    void clear() {
        fixed = true;
        firstRows.clear();
        if (root != null) {
            root.cut(0);
        }
    }
}

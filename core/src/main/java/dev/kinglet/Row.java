package dev.kinglet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table whose columns no record class names. Each column has one type in all rows: Long, Double, Boolean, LocalDate,
 * LocalDateTime, Instant or String, or the one that it was given.
 *
 * @param columns their names, in order
 * @param values one for each; null where there is none. Not copied
 */
public record Row(List<String> columns, List<@Nullable Object> values) {

    public Row {
        if (columns.size() != values.size()) {
            throw new IllegalArgumentException(
                    columns.size() + " columns have " + values.size() + " values: " + columns + ", " + values);
        }
    }

    /**
     * The value of a column, or null where it is empty.
     *
     * @throws IllegalArgumentException if there is no such column
     */
    public @Nullable Object get(String column) {
        int index = columns.indexOf(column);
        if (index < 0) {
            throw new IllegalArgumentException("there is no column " + column + "; the columns are " + columns);
        }
        return values.get(index);
    }

    /** The value of a column as text; empty where it is. */
    public String text(String column) {
        Object value = get(column);
        return value == null ? "" : value.toString();
    }

    /**
     * The value of a column as a whole number.
     *
     * @throws IllegalArgumentException if it is none
     */
    public long integer(String column) {
        return get(column) instanceof Long value ? value : number(column).longValue();
    }

    /**
     * The value of a column as a number.
     *
     * @throws IllegalArgumentException if it is none
     */
    public double decimal(String column) {
        return number(column).doubleValue();
    }

    private Number number(String column) {
        if (get(column) instanceof Number number) {
            return number;
        }
        throw new IllegalArgumentException("column " + column + " has " + get(column) + ", which is no number");
    }
}

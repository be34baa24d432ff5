package dev.kinglet.columns;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Columns of an object that others may have written, batch by batch. Values are of few classes: Long for whole numbers of any width,
 * Double, Boolean, String, byte[], BigDecimal, LocalDate, LocalTime, LocalDateTime, Instant, Duration, UUID, List of these, and {@link dev.kinglet.Row}
 * for what has parts. Bytes that cannot be read as columns are refused by a {@link ColumnsException}. Confined to one thread.
 */
public interface Table extends AutoCloseable {

    /** The names of the columns, in order. */
    List<String> columns();

    /** What the format calls the type of a column. */
    String type(int column);

    /** Says which columns will be asked for, so that the others are not read. Once, before the first batch. */
    void choose(Set<String> names);

    /**
     * Goes on to the next batch.
     *
     * @return how many rows it has, or -1 after the last batch
     */
    int next();

    /** A value of the present batch. */
    @Nullable
    Object get(int column, int row);

    /** Where a row of the present batch stands in the object, counted from 1: {@code row 17}, or {@code row 5 of batch 3}. */
    String place(int row);

    @Override
    void close();
}

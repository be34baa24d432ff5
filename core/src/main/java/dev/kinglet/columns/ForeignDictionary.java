package dev.kinglet.columns;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values that a dictionary-encoded column refers to by their numbers. */
final class ForeignDictionary {

    private final ColumnReader column;
    private final List<@Nullable Object> values = new ArrayList<>();

    ForeignDictionary(ColumnReader column) {
        this.column = column;
    }

    /** Takes the values of a dictionary batch, in the place of those before or behind them. */
    void load(Batch batch, int count, boolean more) {
        if (!more) {
            values.clear();
        }
        column.load(batch);
        if (count > column.slots()) {
            throw new ColumnsException(
                    "a dictionary of " + count + " values has " + column.slots() + ": the bytes were damaged");
        }
        for (int i = 0; i < count; i++) {
            values.add(column.get(i));
        }
    }

    @Nullable
    Object value(int index) {
        if (index < 0 || index >= values.size()) {
            throw new ColumnsException(
                    "a column refers to value " + index + " of a dictionary that has " + values.size());
        }
        return values.get(index);
    }
}

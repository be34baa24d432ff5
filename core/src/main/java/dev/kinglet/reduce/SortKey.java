package dev.kinglet.reduce;

import dev.kinglet.RemoteFunction;
import dev.kinglet.SortOrder;
import java.io.Serializable;

/**
 * By what rows are sorted, and which way.
 *
 * @param function the key of a row
 */
public record SortKey(RemoteFunction<Object, Object> function, KeyOrder order) implements Serializable {

    public SortKey(RemoteFunction<Object, Object> function, SortOrder order) {
        this(function, new KeyOrder(order));
    }

    public Object of(Object row) throws Exception {
        Object key = function.apply(row);
        if (key == null) {
            throw new IllegalArgumentException(
                    "the sort key of a record is null; sort by a key that each record has, or filter"
                            + " the records first");
        }
        return key;
    }

    long prefix(Object key) {
        return order.prefix(key);
    }

    /** As {@link java.util.Comparator#compare}. */
    public int compare(Object left, Object right) {
        return order.compare(left, right);
    }
}

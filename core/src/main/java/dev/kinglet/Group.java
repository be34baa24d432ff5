package dev.kinglet;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * All values of one key. They are read as they are asked for, so that a key with more values than fit into memory can be worked through
 * too; they can be iterated once, before the next group is asked for. Where a group leaves its function, as a result or into another
 * shuffle, it becomes a {@link Listed} one, which needs the memory for all of them.
 */
public interface Group<K, V> extends Iterable<V> {

    /** The key that all values have. */
    K key();

    /** All values, in memory. */
    default List<V> toList() {
        List<V> values = new ArrayList<>();
        forEach(values::add);
        return values;
    }

    /**
     * A group that is whole in memory, and can be iterated at any time.
     *
     * @param key the key that all values have
     * @param values in order
     */
    record Listed<K, V>(K key, List<V> values) implements Group<K, V> {
        @Override
        public Iterator<V> iterator() {
            return values.iterator();
        }

        @Override
        public List<V> toList() {
            return values;
        }
    }
}

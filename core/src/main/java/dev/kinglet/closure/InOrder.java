package dev.kinglet.closure;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Entries in the order of a comparator that need not be asked again: what the JDK's sorted collections fill themselves from in one go. */
@SuppressWarnings("JdkObsolete") // what the JDK asks for is a SortedMap
final class InOrder extends AbstractMap<Object, @Nullable Object> implements SortedMap<Object, @Nullable Object> {

    private final @Nullable Comparator<? super Object> comparator;
    private final @Nullable Object[] entries;

    /** @param entries keys and values in turn */
    InOrder(@Nullable Comparator<? super Object> comparator, @Nullable Object[] entries) {
        this.comparator = comparator;
        this.entries = entries;
    }

    private class Elements<E> extends AbstractSet<E> {
        private final IntFunction<E> element;

        Elements(IntFunction<E> element) {
            this.element = element;
        }

        @Override
        public Iterator<E> iterator() {
            return IntStream.range(0, size()).mapToObj(element).iterator();
        }

        @Override
        public int size() {
            return entries.length / 2;
        }
    }

    private final class Keys extends Elements<Object> implements SortedSet<Object> {
        Keys() {
            super(i -> entries[2 * i]);
        }

        @Override
        public @Nullable Comparator<? super Object> comparator() {
            return comparator;
        }

        @Override
        public SortedSet<Object> subSet(Object from, Object to) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SortedSet<Object> headSet(Object to) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SortedSet<Object> tailSet(Object from) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Object first() {
            return Objects.requireNonNull(entries[0]);
        }

        @Override
        public Object last() {
            return Objects.requireNonNull(entries[entries.length - 2]);
        }
    }

    @Override
    public SortedSet<Object> keySet() {
        return new Keys();
    }

    @Override
    public Set<Map.Entry<Object, @Nullable Object>> entrySet() {
        return new Elements<>(i -> new SimpleImmutableEntry<>(entries[2 * i], entries[2 * i + 1]));
    }

    @Override
    public @Nullable Comparator<? super Object> comparator() {
        return comparator;
    }

    @Override
    public SortedMap<Object, @Nullable Object> subMap(Object from, Object to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SortedMap<Object, @Nullable Object> headMap(Object to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SortedMap<Object, @Nullable Object> tailMap(Object from) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Object firstKey() {
        return Objects.requireNonNull(entries[0]);
    }

    @Override
    public Object lastKey() {
        return Objects.requireNonNull(entries[entries.length - 2]);
    }
}

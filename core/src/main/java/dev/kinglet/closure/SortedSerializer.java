package dev.kinglet.closure;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes sorted maps and sets as their comparator and what they hold, in order. They are made again in that order, as Java serialization
 * does, and not by asking the comparator once more: one that never says "equal", or looks at what has changed since, would sort and merge
 * anew.
 */
@SuppressWarnings("NonApiType") // each is for one class
abstract class SortedSerializer<T> extends Serializer<T> {

    static final class OfTreeMap extends SortedSerializer<TreeMap<Object, @Nullable Object>> {
        @Override
        public void write(Kryo kryo, Output output, TreeMap<Object, @Nullable Object> map) {
            writeMap(kryo, output, map);
        }

        @Override
        public TreeMap<Object, @Nullable Object> read(
                Kryo kryo, Input input, Class<? extends TreeMap<Object, @Nullable Object>> type) {
            TreeMap<Object, @Nullable Object> map = new TreeMap<>(comparator(kryo, input));
            kryo.reference(map);
            map.putAll(new InOrder(map.comparator(), entries(kryo, input, 2)));
            return map;
        }
    }

    static final class OfSkipListMap extends SortedSerializer<ConcurrentSkipListMap<Object, @Nullable Object>> {
        @Override
        public void write(Kryo kryo, Output output, ConcurrentSkipListMap<Object, @Nullable Object> map) {
            writeMap(kryo, output, map);
        }

        @Override
        public ConcurrentSkipListMap<Object, @Nullable Object> read(
                Kryo kryo, Input input, Class<? extends ConcurrentSkipListMap<Object, @Nullable Object>> type) {
            Comparator<Object> comparator = comparator(kryo, input);
            return new ConcurrentSkipListMap<>(new InOrder(comparator, entries(kryo, input, 2)));
        }
    }

    static final class OfTreeSet extends SortedSerializer<TreeSet<Object>> {
        @Override
        public void write(Kryo kryo, Output output, TreeSet<Object> set) {
            writeSet(kryo, output, set);
        }

        @Override
        public TreeSet<Object> read(Kryo kryo, Input input, Class<? extends TreeSet<Object>> type) {
            TreeSet<Object> set = new TreeSet<>(comparator(kryo, input));
            kryo.reference(set);
            set.addAll(new InOrder(set.comparator(), entries(kryo, input, 1)).keySet());
            return set;
        }
    }

    static void writeMap(Kryo kryo, Output output, SortedMap<Object, @Nullable Object> map) {
        Object[] entries = new Object[map.size() * 2];
        int length = 0;
        for (var entry : map.entrySet()) {
            if (length == entries.length) {
                break; // a map of several threads that grows meanwhile
            }
            entries[length++] = entry.getKey();
            entries[length++] = entry.getValue();
        }
        write(kryo, output, map.comparator(), entries, length, 2);
    }

    static void writeSet(Kryo kryo, Output output, SortedSet<Object> set) {
        Object[] elements = set.toArray();
        write(kryo, output, set.comparator(), elements, elements.length, 1);
    }

    private static void write(
            Kryo kryo,
            Output output,
            @Nullable Comparator<?> comparator,
            @Nullable Object[] values,
            int length,
            int width) {
        kryo.writeClassAndObject(output, comparator);
        output.writeVarInt(length / width, true);
        for (int i = 0; i < length; i++) {
            kryo.writeClassAndObject(output, values[i]);
        }
    }

    @SuppressWarnings("unchecked") // as it was written
    static @Nullable Comparator<Object> comparator(Kryo kryo, Input input) {
        return (Comparator<Object>) kryo.readClassAndObject(input);
    }

    /**
     * Reads keys and values in turn.
     *
     * @param width 1 where there are keys only, each of which is then its own value
     */
    static @Nullable Object[] entries(Kryo kryo, Input input, int width) {
        int size = input.readVarInt(true);
        @Nullable Object[] entries = new @Nullable Object[2 * size];
        for (int i = 0; i < size; i++) {
            entries[2 * i] = kryo.readClassAndObject(input);
            entries[2 * i + 1] = width == 2 ? kryo.readClassAndObject(input) : entries[2 * i];
        }
        return entries;
    }
}

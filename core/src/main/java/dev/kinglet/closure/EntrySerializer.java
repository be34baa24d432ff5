package dev.kinglet.closure;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the entries of the JDK's maps, which make good inputs and are not Serializable, as entries of no map. */
final class EntrySerializer extends Serializer<Map.Entry<@Nullable Object, @Nullable Object>> {

    /** Those whose value cannot be set. */
    private static final Set<String> FIXED = Set.of(
            "java.util.KeyValueHolder",
            "jdk.internal.util.NullableKeyValueHolder",
            "java.util.Collections$UnmodifiableMap$UnmodifiableEntrySet$UnmodifiableEntry");

    /** Those whose value can be, and whose keys are compared by {@code equals}. */
    private static final Set<String> SETTABLE = Set.of(
            "java.util.HashMap$Node",
            "java.util.HashMap$TreeNode",
            "java.util.LinkedHashMap$Entry",
            "java.util.TreeMap$Entry",
            "java.util.Hashtable$Entry",
            "java.util.WeakHashMap$Entry",
            "java.util.EnumMap$EntryIterator$Entry",
            "java.util.concurrent.ConcurrentHashMap$MapEntry");

    /** Whether the entries of this class of the JDK come back as they were, but for the map that they belong to. */
    static boolean knows(Class<?> type) {
        return FIXED.contains(type.getName()) || SETTABLE.contains(type.getName());
    }

    @Override
    public void write(Kryo kryo, Output output, Map.Entry<@Nullable Object, @Nullable Object> entry) {
        output.writeBoolean(FIXED.contains(entry.getClass().getName()));
        kryo.writeClassAndObject(output, entry.getKey());
        kryo.writeClassAndObject(output, entry.getValue());
    }

    @Override
    public Map.Entry<@Nullable Object, @Nullable Object> read(
            Kryo kryo, Input input, Class<? extends Map.Entry<@Nullable Object, @Nullable Object>> type) {
        boolean fixed = input.readBoolean();
        Object key = kryo.readClassAndObject(input);
        Object value = kryo.readClassAndObject(input);
        if (!fixed) {
            return new AbstractMap.SimpleEntry<>(key, value);
        }
        return key == null || value == null
                ? new AbstractMap.SimpleImmutableEntry<>(key, value)
                : Map.entry(key, value);
    }
}

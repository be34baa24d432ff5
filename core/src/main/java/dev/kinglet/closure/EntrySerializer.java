package dev.kinglet.closure;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.AbstractMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the entries of the JDK's maps, which make good inputs and are not Serializable, as entries of no map. */
final class EntrySerializer extends Serializer<Map.Entry<@Nullable Object, @Nullable Object>> {

    @Override
    public void write(Kryo kryo, Output output, Map.Entry<@Nullable Object, @Nullable Object> entry) {
        kryo.writeClassAndObject(output, entry.getKey());
        kryo.writeClassAndObject(output, entry.getValue());
    }

    @Override
    public Map.Entry<@Nullable Object, @Nullable Object> read(
            Kryo kryo, Input input, Class<? extends Map.Entry<@Nullable Object, @Nullable Object>> type) {
        Object key = kryo.readClassAndObject(input);
        Object value = kryo.readClassAndObject(input);
        return key == null || value == null
                ? new AbstractMap.SimpleImmutableEntry<>(key, value)
                : Map.entry(key, value);
    }
}

package dev.kinglet.closure;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.Map;

/** Writes what {@code Map.of} makes. Kryo's own gives whoever refers to the map a second time the {@code HashMap} that it was read into. */
final class ImmutableMapSerializer extends Serializer<Map<Object, Object>> {

    @Override
    public void write(Kryo kryo, Output output, Map<Object, Object> map) {
        output.writeVarInt(map.size(), true);
        for (Map.Entry<Object, Object> entry : map.entrySet()) {
            kryo.writeClassAndObject(output, entry.getKey());
            kryo.writeClassAndObject(output, entry.getValue());
        }
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of entries
    public Map<Object, Object> read(Kryo kryo, Input input, Class<? extends Map<Object, Object>> type) {
        Map.Entry[] entries = new Map.Entry[input.readVarInt(true)];
        for (int i = 0; i < entries.length; i++) {
            Object key = kryo.readClassAndObject(input);
            entries[i] = Map.entry(key, kryo.readClassAndObject(input));
        }
        return Map.ofEntries((Map.Entry<Object, Object>[]) entries);
    }
}

package dev.kinglet.closure;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.Set;

/** Writes what {@code Set.of} makes. Kryo's own gives whoever refers to the set a second time the {@code HashSet} that it was read into. */
final class ImmutableSetSerializer extends Serializer<Set<Object>> {

    @Override
    public void write(Kryo kryo, Output output, Set<Object> set) {
        output.writeVarInt(set.size(), true);
        for (Object element : set) {
            kryo.writeClassAndObject(output, element);
        }
    }

    @Override
    public Set<Object> read(Kryo kryo, Input input, Class<? extends Set<Object>> type) {
        Object[] elements = new Object[input.readVarInt(true)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = kryo.readClassAndObject(input);
        }
        return Set.of(elements);
    }
}

package dev.kinglet.closure;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes what {@code List.of} and {@code stream.toList()} make; only the latter may hold nulls, of which Kryo's own does not know. */
final class ImmutableListSerializer extends Serializer<List<@Nullable Object>> {

    @Override
    public void write(Kryo kryo, Output output, List<@Nullable Object> list) {
        output.writeVarInt(list.size(), true);
        for (Object element : list) {
            kryo.writeClassAndObject(output, element);
        }
    }

    @Override
    public List<@Nullable Object> read(Kryo kryo, Input input, Class<? extends List<@Nullable Object>> type) {
        @Nullable Object[] elements = new @Nullable Object[input.readVarInt(true)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = kryo.readClassAndObject(input);
        }
        return Arrays.stream(elements).allMatch(Objects::nonNull)
                ? List.of(elements)
                : Stream.<@Nullable Object>of(elements).toList();
    }
}

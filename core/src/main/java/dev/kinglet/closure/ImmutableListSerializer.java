package dev.kinglet.closure;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes what {@code List.of} and {@code stream.toList()} make. Only the latter may hold nulls and be asked for one; that it may is part of
 * what it is, whether it holds one or not.
 */
final class ImmutableListSerializer extends Serializer<List<@Nullable Object>> {

    @Override
    public void write(Kryo kryo, Output output, List<@Nullable Object> list) {
        output.writeVarInt(list.size(), true);
        boolean nulls = false;
        for (Object element : list) {
            nulls |= element == null;
            kryo.writeClassAndObject(output, element);
        }
        output.writeBoolean(nulls || allowsNulls(list));
    }

    @SuppressWarnings("ReferenceEquality") // a list that is its own copy is one of List.of
    private static boolean allowsNulls(List<@Nullable Object> list) {
        if (List.copyOf(list) == list) {
            return false;
        }
        try {
            return !list.contains(null);
        } catch (NullPointerException e) {
            return false; // a part of a list of List.of
        }
    }

    @Override
    public List<@Nullable Object> read(Kryo kryo, Input input, Class<? extends List<@Nullable Object>> type) {
        @Nullable Object[] elements = new @Nullable Object[input.readVarInt(true)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = kryo.readClassAndObject(input);
        }
        return input.readBoolean() ? Stream.<@Nullable Object>of(elements).toList() : List.of(elements);
    }
}

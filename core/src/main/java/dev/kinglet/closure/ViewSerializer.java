package dev.kinglet.closure;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedCollection;
import java.util.SequencedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Writes a {@linkplain ViewKind view} as that of its map, where the map is in the graph, too; else as what it shows. */
@SuppressWarnings("EnumOrdinal") // driver and worker are of one version
final class ViewSerializer extends Serializer<Object> {

    private static final byte OF_A_MAP = -1;

    private final Views views;

    ViewSerializer(Views views) {
        this.views = views;
    }

    @Override
    public void write(Kryo kryo, Output output, Object view) {
        Views.Backing backing = views.backing(view);
        if (backing != null) {
            output.writeByte(OF_A_MAP);
            output.writeByte(backing.part().ordinal());
            kryo.writeClassAndObject(output, backing.map());
            return;
        }
        ViewKind kind = Objects.requireNonNull(ViewKind.of(view.getClass()));
        output.writeByte(kind.ordinal());
        if (kind == ViewKind.REVERSED) {
            kryo.writeClassAndObject(output, reversed(view));
            return;
        }
        views.copied(view);
        if (kind.isSorted()) {
            kryo.writeClassAndObject(output, ((SortedSet<?>) view).comparator());
        }
        Object[] shown = view instanceof Map<?, ?> map ? map.entrySet().toArray() : ((Collection<?>) view).toArray();
        output.writeVarInt(shown.length, true);
        for (Object element : shown) {
            if (kind.isOfPairs()) {
                Map.Entry<?, ?> entry = (Map.Entry<?, ?>) element;
                kryo.writeClassAndObject(output, entry.getKey());
                kryo.writeClassAndObject(output, entry.getValue());
            } else {
                kryo.writeClassAndObject(output, element);
            }
        }
    }

    private static Object reversed(@Nullable Object collection) {
        return switch (collection) {
            case SequencedMap<?, ?> map -> map.reversed();
            case SequencedCollection<?> other -> other.reversed();
            case null, default ->
                throw new UndecodableException("nothing that could be reversed: " + collection, null, null);
        };
    }

    @Override
    @SuppressWarnings("unchecked") // as it was written
    public Object read(Kryo kryo, Input input, Class<?> type) {
        byte number = input.readByte();
        if (number == OF_A_MAP) {
            Views.Part part = Views.Part.values()[input.readByte()];
            return part.of((Map<?, ?>) Objects.requireNonNull(kryo.readClassAndObject(input)));
        }
        ViewKind kind = ViewKind.at(number);
        if (kind == ViewKind.REVERSED) {
            return reversed(kryo.readClassAndObject(input));
        }
        if (kind == ViewKind.LIST) {
            return list(kryo, input);
        }
        Comparator<Object> comparator = kind.isSorted() ? (Comparator<Object>) kryo.readClassAndObject(input) : null;
        @Nullable Object[] pairs = SortedSerializer.entries(kryo, input, kind.isOfPairs() ? 2 : 1);
        return kind.make(pairs, new InOrder(comparator, pairs));
    }

    private static List<@Nullable Object> list(Kryo kryo, Input input) {
        @Nullable Object[] elements = new @Nullable Object[input.readVarInt(true)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = kryo.readClassAndObject(input);
        }
        return new ArrayList<@Nullable Object>(Arrays.asList(elements));
    }
}

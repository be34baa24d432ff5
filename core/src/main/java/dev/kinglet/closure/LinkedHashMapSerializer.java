package dev.kinglet.closure;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.serializers.MapSerializer;
import java.util.LinkedHashMap;

/** Writes a {@code LinkedHashMap} with the order that it keeps: of insertion, or of access, as caches have it. */
@SuppressWarnings({"rawtypes", "NonApiType"}) // Kryo's signatures
final class LinkedHashMapSerializer extends MapSerializer<LinkedHashMap> {

    @Override
    protected void writeHeader(Kryo kryo, Output output, LinkedHashMap map) {
        output.writeBoolean(isInOrderOfAccess(map));
    }

    /** The map does not tell; a copy of it does, by where an entry goes that is read. */
    @SuppressWarnings({"unchecked", "ReferenceEquality"}) // the very key
    private static boolean isInOrderOfAccess(LinkedHashMap map) {
        LinkedHashMap copy = (LinkedHashMap) map.clone();
        Object first = new Object();
        copy.put(first, first);
        copy.put(new Object(), first);
        copy.get(first);
        return copy.lastEntry().getKey() == first;
    }

    @Override
    protected LinkedHashMap create(Kryo kryo, Input input, Class<? extends LinkedHashMap> type, int size) {
        return new LinkedHashMap(Math.max(16, (int) Math.min(1 << 20, size * 4L / 3 + 1)), 0.75f, input.readBoolean());
    }
}

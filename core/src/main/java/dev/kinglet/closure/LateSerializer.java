package dev.kinglet.closure;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/**
 * For objects that exist only after everything in them does: records, lambdas, immutable collections. A cycle through such an object cannot
 * be read, and Kryo would silently put null in its place; this refuses to write it.
 */
final class LateSerializer<T> extends Serializer<T> {

    private final Serializer<T> serializer;
    private final References references;

    LateSerializer(Serializer<T> serializer, References references) {
        this.serializer = serializer;
        this.references = references;
        setAcceptsNull(serializer.getAcceptsNull());
    }

    @Override
    public void write(Kryo kryo, Output output, T object) {
        references.begin(object);
        serializer.write(kryo, output, object);
        references.end();
    }

    @Override
    public T read(Kryo kryo, Input input, Class<? extends T> type) {
        return serializer.read(kryo, input, type);
    }
}

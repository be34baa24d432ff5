package dev.kinglet.operator;

import dev.kinglet.ObjectInput;
import dev.kinglet.RemoteFunction;
import org.jspecify.annotations.Nullable;

/** Applies the user's function to what is read of an object. */
public final class MapObject<T, R extends @Nullable Object> implements RemoteFunction<ObjectInput, R> {

    private final RemoteFunction<ObjectInput, T> reader;
    private final RemoteFunction<? super T, ? extends R> function;

    public MapObject(RemoteFunction<ObjectInput, T> reader, RemoteFunction<? super T, ? extends R> function) {
        this.reader = reader;
        this.function = function;
    }

    @Override
    public R apply(ObjectInput object) throws Exception {
        return function.apply(reader.apply(object));
    }
}

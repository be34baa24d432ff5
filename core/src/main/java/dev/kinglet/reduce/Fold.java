package dev.kinglet.reduce;

import dev.kinglet.RemoteFunction;
import dev.kinglet.RemoteReducer;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Joins many values into one, from the left, in a worker. There is at least one. */
public final class Fold<T extends @Nullable Object> implements RemoteFunction<Iterable<T>, T> {

    private final RemoteReducer<T> reducer;

    public Fold(RemoteReducer<T> reducer) {
        this.reducer = reducer;
    }

    @Override
    public T apply(Iterable<T> values) throws Exception {
        Iterator<T> rest = values.iterator();
        T joined = rest.next();
        while (rest.hasNext()) {
            joined = reducer.reduce(joined, rest.next());
        }
        return joined;
    }
}

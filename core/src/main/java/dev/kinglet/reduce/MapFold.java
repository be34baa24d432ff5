package dev.kinglet.reduce;

import dev.kinglet.ObjectInput;
import dev.kinglet.RemoteFunction;
import dev.kinglet.RemoteReducer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Maps the objects of one call and joins what comes of them, where they are read: only one value leaves the worker. */
public final class MapFold<T, R extends @Nullable Object> implements RemoteFunction<List<ObjectInput>, R> {

    private final RemoteFunction<ObjectInput, T> reader;
    private final RemoteFunction<? super T, ? extends R> mapper;
    private final RemoteReducer<R> reducer;

    public MapFold(
            RemoteFunction<ObjectInput, T> reader,
            RemoteFunction<? super T, ? extends R> mapper,
            RemoteReducer<R> reducer) {
        this.reader = reader;
        this.mapper = mapper;
        this.reducer = reducer;
    }

    /** @param objects at least one */
    @Override
    public R apply(List<ObjectInput> objects) throws Exception {
        R joined = mapper.apply(reader.apply(objects.getFirst()));
        for (ObjectInput object : objects.subList(1, objects.size())) {
            joined = reducer.reduce(joined, mapper.apply(reader.apply(object)));
        }
        return joined;
    }
}

package dev.kinglet;

import java.util.List;

/**
 * A record for each object, whole. Many small ones are read in one share.
 *
 * @param patterns where the objects are, as {@link Inputs} has them
 * @param reader makes the record of the object, on the worker
 */
public record ObjectSource<T>(List<String> patterns, RemoteFunction<ObjectInput, T> reader) implements Source<T> {

    public ObjectSource {
        patterns = Patterns.checked(patterns);
    }
}

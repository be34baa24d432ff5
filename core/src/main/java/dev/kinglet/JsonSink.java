package dev.kinglet;

/**
 * JSON lines, one value a line: records, {@link Row}s and maps are objects, pairs ({@link java.util.Map.Entry}) objects of key and value,
 * collections arrays, and what has no other form in JSON its text. The members of an empty {@link java.util.Optional} are left out.
 *
 * @param location see {@link Sink}
 * @param compression none by default
 */
public record JsonSink(String location, Compression compression) implements Sink<Object> {

    /** See {@link Compression}. */
    public JsonSink compressed(Compression value) {
        return new JsonSink(location, value);
    }
}

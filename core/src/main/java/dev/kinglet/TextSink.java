package dev.kinglet;

/**
 * Texts, each followed by a delimiter. UTF-8.
 *
 * @param location see {@link Sink}
 * @param delimiter {@code \n} by default
 * @param compression none by default
 */
public record TextSink(String location, String delimiter, Compression compression) implements Sink<String> {

    /** What follows each text. */
    public TextSink delimitedBy(String value) {
        return new TextSink(location, value, compression);
    }

    /** See {@link Compression}. */
    public TextSink compressed(Compression value) {
        return new TextSink(location, delimiter, value);
    }
}

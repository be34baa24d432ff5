package dev.kinglet;

/**
 * Texts, each followed by a delimiter. UTF-8. A text that holds the delimiter, or an end of line where that is the delimiter, fails the
 * action, as one does that is no text: with NUL characters or halves of surrogate pairs.
 *
 * @param location see {@link Sink}
 * @param delimiter {@code \n} by default
 * @param compression none by default
 */
public record TextSink(String location, String delimiter, Compression compression) implements Sink<String> {

    public TextSink {
        if (delimiter.isEmpty()) {
            throw new IllegalArgumentException("the delimiter is empty; give at least one character");
        }
    }

    /** What follows each text. */
    public TextSink delimitedBy(String value) {
        return new TextSink(location, value, compression);
    }

    /** See {@link Compression}. */
    public TextSink compressed(Compression value) {
        return new TextSink(location, delimiter, value);
    }
}

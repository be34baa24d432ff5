package dev.kinglet;

import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of texts, without their ends. UTF-8, unless a byte order mark or {@link #charset} says another encoding; bytes that are no
 * text in it fail the action. Large objects are read in several shares, but for compressed ones and entries of archives.
 *
 * @param patterns where the texts are, as {@link Inputs} has them
 * @param delimiter what stands between two records; null for ends of lines, which are {@code \n} or {@code \r\n}, or in
 *     objects whose first lines end so, {@code \r} alone
 * @param charset the name of the encoding; null for UTF-8 without NUL characters
 */
public record TextSource(
        List<String> patterns,
        @Nullable String delimiter,
        @Nullable String charset) implements Source<String> {

    public TextSource {
        patterns = Patterns.checked(patterns);
        if (delimiter != null && delimiter.isEmpty()) {
            throw new IllegalArgumentException("the delimiter is empty; give at least one character");
        }
    }

    /** Records end where this stands, not at ends of lines. What follows the last one is a record unless it is empty. */
    public TextSource delimitedBy(String value) {
        return new TextSource(patterns, value, charset);
    }

    /**
     * The encoding of objects that do not begin with a byte order mark. A byte order mark goes before, and is no part of the text. Objects in
     * UTF-8 and in encodings with a byte for each character are cut where they are large, others are read by one call each.
     */
    public TextSource charset(Charset value) {
        return new TextSource(patterns, delimiter, value.name());
    }
}

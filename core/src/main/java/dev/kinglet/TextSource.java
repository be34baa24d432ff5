package dev.kinglet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of texts, without their ends. UTF-8; what is not is replaced by U+FFFD. Large objects are read in several shares, but for
 * compressed ones and entries of archives.
 *
 * @param patterns where the texts are, as {@link Inputs} has them
 * @param delimiter what stands between two records; null for ends of lines, which are {@code \n} or {@code \r\n}
 */
public record TextSource(List<String> patterns, @Nullable String delimiter) implements Source<String> {

    public TextSource {
        patterns = Patterns.checked(patterns);
        if (delimiter != null && delimiter.isEmpty()) {
            throw new IllegalArgumentException("the delimiter is empty; give at least one character");
        }
    }

    /** Records end where this stands, not at ends of lines. What follows the last one is a record unless it is empty. */
    public TextSource delimitedBy(String value) {
        return new TextSource(patterns, value);
    }
}

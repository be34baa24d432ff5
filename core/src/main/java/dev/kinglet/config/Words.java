package dev.kinglet.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Splits text into words as the {@code java} launcher does in its argument files, and in {@code JDK_JAVA_OPTIONS}. */
public final class Words {

    private Words() {}

    /**
     * The words of an argument file, where lines that begin with {@code #} are comments. A line that is one option, or one quoted class path, is
     * not looked at letter by letter: a driver does this before anything is compiled.
     *
     * @throws IllegalArgumentException if a quotation mark is not closed
     */
    public static List<String> ofArgumentFile(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder others = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            String stripped = line.strip();
            if (stripped.startsWith("#")) {
                continue;
            }
            @Nullable String word = others.isEmpty() ? single(stripped) : null;
            if (word != null) {
                words.add(word);
            } else if (!stripped.isEmpty() || !others.isEmpty()) {
                others.append(line).append('\n');
            }
        }
        words.addAll(split(others.toString()));
        return words;
    }

    /** The word that a line is if nothing in it has a meaning of its own, else null. */
    private static @Nullable String single(String line) {
        boolean quoted = line.length() > 1 && line.startsWith("\"") && line.endsWith("\"");
        String inner = quoted ? line.substring(1, line.length() - 1) : line;
        boolean plain = !inner.isEmpty()
                && inner.indexOf('"') < 0
                && inner.indexOf('\'') < 0
                && (quoted
                        ? inner.indexOf('\\') < 0
                        : inner.indexOf(' ') < 0 && inner.indexOf('\t') < 0 && inner.indexOf('\f') < 0);
        return plain ? inner : null;
    }

    /**
     * The words of {@code text}: separated by white space, which stands for itself within single or double quotation marks. Within these a
     * backslash takes its meaning from the next character.
     *
     * @throws IllegalArgumentException if a quotation mark is not closed
     */
    public static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0 && c == '\\' && i + 1 < text.length()) {
                word.append(text.charAt(++i));
            } else if (c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
                begun = true;
            } else if (quote != 0 || !Character.isWhitespace(c)) {
                word.append(c);
                begun = true;
            } else if (begun) {
                words.add(word.toString());
                word.setLength(0);
                begun = false;
            }
        }
        if (quote != 0) {
            throw new IllegalArgumentException("must close the quotation mark " + quote);
        }
        if (begun) {
            words.add(word.toString());
        }
        return words;
    }
}

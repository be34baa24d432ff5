package dev.kinglet.config;

import java.util.ArrayList;
import java.util.List;

/** Splits text into words as the {@code java} launcher does in its argument files, and in {@code JDK_JAVA_OPTIONS}. */
public final class Words {

    private Words() {}

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

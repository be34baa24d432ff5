package dev.kinglet.cli.words;

import java.util.ArrayList;
import java.util.List;

/** Cuts lines into words: what stands between white space, {@code \s+}. */
public final class Words {

    private Words() {}

    /** The words of a line, in order. */
    public static List<String> of(String line) {
        List<String> words = new ArrayList<>();
        int length = line.length();
        int position = 0;
        while (position < length) {
            while (position < length && isSpace(line.charAt(position))) {
                position++;
            }
            int start = position;
            while (position < length && !isSpace(line.charAt(position))) {
                position++;
            }
            if (position > start) {
                words.add(line.substring(start, position));
            }
        }
        return words;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}

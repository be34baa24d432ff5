package dev.kinglet.cli.words;

import java.util.ArrayList;
import java.util.List;

/** Cuts lines into words: what stands between white space, {@code \s+}. */
public final class Words {

    /** Characters of a word and the space behind it: somewhat fewer than usual in English, so that few lists have to grow. */
    private static final int USUAL_WORD = 4;

    private Words() {}

    /** The words of a line, in order. */
    public static List<String> of(String line) {
        int length = line.length();
        List<String> words = new ArrayList<>(length / USUAL_WORD + 1);
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
        return c <= ' ' && (c == ' ' || (c >= '\t' && c <= '\r'));
    }
}

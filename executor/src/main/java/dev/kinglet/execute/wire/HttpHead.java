package dev.kinglet.execute.wire;

import org.jspecify.annotations.Nullable;

/** The head of a message: its first line and its header fields. Kept as text and searched: a message has few, and few are asked for. */
public final class HttpHead {

    private static final int NONE = -1;

    private final String text;
    private final int firstLineEnd;

    HttpHead(String text) {
        this.text = text;
        int end = text.indexOf("\r\n");
        firstLineEnd = end < 0 ? text.length() : end;
    }

    /** The request line or status line. */
    public String firstLine() {
        return text.substring(0, firstLineEnd);
    }

    /** The first, second or third word of the first line, or the empty string. */
    public String word(int index) {
        int start = 0;
        for (int i = 0; i < index; i++) {
            int space = text.indexOf(' ', start);
            if (space < 0 || space >= firstLineEnd) {
                return "";
            }
            start = space + 1;
        }
        int end = text.indexOf(' ', start);
        return text.substring(start, end < 0 || end > firstLineEnd ? firstLineEnd : end);
    }

    /** The status of a response, or 0 where there is none. */
    public int status() {
        String word = word(1);
        return word.length() == 3 && word.chars().allMatch(Character::isDigit) ? Integer.parseInt(word) : 0;
    }

    /** The value of a header field, whatever the case of its name, or null. */
    public @Nullable String header(String name) {
        int line = firstLineEnd;
        while (line < text.length()) {
            int start = line + 2;
            int end = text.indexOf("\r\n", start);
            end = end < 0 ? text.length() : end;
            int colon = start + name.length();
            if (colon < end && text.charAt(colon) == ':' && text.regionMatches(true, start, name, 0, name.length())) {
                return text.substring(colon + 1, end).strip();
            }
            line = end;
        }
        return null;
    }

    /** The length of the body, or -1 where it is not given. */
    long contentLength() {
        String value = header("content-length");
        return value == null ? NONE : Long.parseLong(value);
    }

    boolean chunked() {
        String value = header("transfer-encoding");
        return value != null && value.equalsIgnoreCase("chunked");
    }
}

package dev.kinglet.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Base64;

/** Reads the pieces of a JSON document one by one: numbers, strings, words, and the characters between them. Confined to one thread. */
abstract sealed class JsonTokens permits JsonReader {

    private final byte[] document;
    private int position;

    JsonTokens(byte[] document) {
        this.document = document;
    }

    /** Checks that nothing but white space follows. */
    public void end() {
        skipSpace();
        if (position < document.length) {
            throw malformed("the end of the document");
        }
    }

    void skipWord() {
        int start = position;
        while (position < document.length && isWord(document[position])) {
            position++;
        }
        if (position == start) {
            throw malformed("a value");
        }
    }

    private static boolean isWord(byte b) {
        return (b >= '0' && b <= '9')
                || (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || b == '-'
                || b == '+'
                || b == '.';
    }

    /** A whole number of 32 bits. */
    public int integer() {
        long value = number();
        if (value != (int) value) {
            throw malformed("a number of 32 bits, not " + value);
        }
        return (int) value;
    }

    /** A whole number of 64 bits. */
    public long number() {
        boolean negative = peek() == '-';
        if (negative) {
            position++;
        }
        int start = position;
        long value = 0;
        while (position < document.length && document[position] >= '0' && document[position] <= '9') {
            int digit = document[position] - '0';
            if (value < (Long.MIN_VALUE + digit) / 10) {
                throw malformed("a number of 64 bits");
            }
            value = value * 10 - digit; // towards the negative, where there is one number more
            position++;
        }
        boolean whole = position > start && (position == document.length || !isWord(document[position]));
        if (!whole || (!negative && value == Long.MIN_VALUE)) {
            throw malformed("a whole number");
        }
        return negative ? value : -value;
    }

    /** True or false. */
    public boolean bool() {
        boolean value = peek() == 't';
        int start = position;
        skipWord();
        String word = new String(document, start, position - start, UTF_8);
        if (!word.equals(value ? "true" : "false")) {
            throw malformed("true or false, not " + word);
        }
        return value;
    }

    /** A string, its escapes resolved. */
    public String string() {
        expect('"', "a string");
        int start = position;
        int end = plainEnd();
        if (document[end] == '"') {
            position = end + 1;
            return new String(document, start, end - start, UTF_8);
        }
        StringBuilder text = new StringBuilder();
        while (document[end] != '"') {
            text.append(new String(document, start, end - start, UTF_8));
            position = end + 1;
            text.append(escape());
            start = position;
            end = plainEnd();
        }
        position = end + 1;
        return text.append(new String(document, start, end - start, UTF_8)).toString();
    }

    /** Where the next quotation mark or backslash stands. */
    private int plainEnd() {
        for (int i = position; i < document.length; i++) {
            byte b = document[i];
            if (b == '"' || b == '\\') {
                return i;
            }
            if (b >= 0 && b < ' ') {
                position = i;
                throw malformed("no control character in a string");
            }
        }
        position = document.length;
        throw malformed("the end of a string");
    }

    private char escape() {
        char escaped = position < document.length ? (char) document[position++] : ' ';
        return switch (escaped) {
            case '"', '\\', '/' -> escaped;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw malformed("an escape");
        };
    }

    private char unicode() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = position < document.length ? Character.digit(document[position++], 16) : -1;
            if (digit < 0) {
                throw malformed("four hexadecimal digits");
            }
            code = code << 4 | digit;
        }
        return (char) code;
    }

    /** A string of base64 as the bytes that it stands for. */
    public byte[] binary() {
        expect('"', "a string of base64");
        int end = plainEnd();
        ByteBuffer text;
        if (document[end] == '"') {
            text = ByteBuffer.wrap(document, position, end - position);
            position = end + 1;
        } else {
            position--;
            text = ByteBuffer.wrap(string().getBytes(UTF_8)); // somebody on the way has escaped the slashes
        }
        try {
            ByteBuffer bytes = Base64.getDecoder().decode(text);
            byte[] exact = new byte[bytes.remaining()];
            bytes.get(exact);
            return exact;
        } catch (IllegalArgumentException e) {
            throw malformed("base64: " + e.getMessage());
        }
    }

    void expect(char wanted, String what) {
        if (!take(wanted)) {
            throw malformed(what);
        }
    }

    /** Takes the next character if it is this one. */
    boolean take(char wanted) {
        boolean there = peek() == wanted;
        position += there ? 1 : 0;
        return there;
    }

    /** The next character that is no white space, without taking it. */
    char peek() {
        skipSpace();
        if (position == document.length) {
            throw malformed("more");
        }
        return (char) (document[position] & 0xff);
    }

    private void skipSpace() {
        while (position < document.length && isSpace(document[position])) {
            position++;
        }
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\t' || b == '\r';
    }

    /** What is wrong at this place. */
    public MalformedJsonException malformed(String expected) {
        String found = position < document.length ? "\"" + (char) (document[position] & 0xff) + "\"" : "the end";
        return new MalformedJsonException("expected " + expected + " at byte " + position + ", found " + found);
    }
}

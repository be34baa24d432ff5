package dev.kinglet.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Base64;

/**
 * Writes a JSON document, compact. Commas come by themselves; brackets are the caller's to balance. Confined to one thread.
 */
public final class JsonWriter {

    private static final int MAX_NUMBER_BYTES = 20;
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(UTF_8);
    private static final byte[] SMALLEST = Long.toString(Long.MIN_VALUE).getBytes(UTF_8);
    private static final byte[] TRUE = "true".getBytes(UTF_8);
    private static final byte[] FALSE = "false".getBytes(UTF_8);

    private byte[] document;
    private int length;

    /** Whether a value has just ended, so that a comma is due before the next. */
    private boolean comma;

    /** @param expectedBytes about how long the document will be */
    public JsonWriter(int expectedBytes) {
        document = new byte[Math.max(expectedBytes, 64)];
    }

    public JsonWriter beginObject() {
        return begin('{');
    }

    public JsonWriter endObject() {
        return end('}');
    }

    public JsonWriter beginArray() {
        return begin('[');
    }

    public JsonWriter endArray() {
        return end(']');
    }

    private JsonWriter begin(char bracket) {
        separate(1);
        document[length++] = (byte) bracket;
        comma = false;
        return this;
    }

    private JsonWriter end(char bracket) {
        room(1);
        document[length++] = (byte) bracket;
        comma = true;
        return this;
    }

    /** The name of the member that follows. */
    public JsonWriter name(String name) {
        string(name);
        room(1);
        document[length++] = ':';
        comma = false;
        return this;
    }

    public JsonWriter number(long value) {
        separate(MAX_NUMBER_BYTES);
        if (value == Long.MIN_VALUE) {
            append(SMALLEST);
        } else {
            digits(value);
        }
        comma = true;
        return this;
    }

    private void digits(long value) {
        if (value < 0) {
            document[length++] = '-';
        }
        long left = Math.abs(value);
        int count = 1;
        for (long rest = left; rest >= 10; rest /= 10) {
            count++;
        }
        for (int i = length + count - 1; i >= length; i--) {
            document[i] = (byte) ('0' + left % 10);
            left /= 10;
        }
        length += count;
    }

    public JsonWriter bool(boolean value) {
        separate(FALSE.length);
        append(value ? TRUE : FALSE);
        comma = true;
        return this;
    }

    public JsonWriter string(String value) {
        byte[] text = value.getBytes(UTF_8);
        separate(text.length + 2);
        document[length++] = '"';
        int start = 0;
        for (int i = 0; i < text.length; i++) {
            byte b = text[i];
            if (b == '"' || b == '\\' || (b >= 0 && b < ' ')) {
                append(text, start, i);
                escape(b);
                start = i + 1;
            }
        }
        append(text, start, text.length);
        room(1);
        document[length++] = '"';
        comma = true;
        return this;
    }

    private void escape(byte b) {
        room(6);
        document[length++] = '\\';
        switch (b) {
            case '"', '\\' -> document[length++] = b;
            case '\n' -> document[length++] = 'n';
            case '\r' -> document[length++] = 'r';
            case '\t' -> document[length++] = 't';
            default -> {
                document[length++] = 'u';
                document[length++] = '0';
                document[length++] = '0';
                document[length++] = DIGITS[b >> 4];
                document[length++] = DIGITS[b & 15];
            }
        }
    }

    /** Bytes as a string of base64. */
    public JsonWriter binary(byte[] value) {
        byte[] text = Base64.getEncoder().encode(value);
        separate(text.length + 2);
        document[length++] = '"';
        append(text);
        document[length++] = '"';
        comma = true;
        return this;
    }

    private void append(byte[] bytes) {
        append(bytes, 0, bytes.length);
    }

    private void append(byte[] bytes, int from, int to) {
        room(to - from);
        System.arraycopy(bytes, from, document, length, to - from);
        length += to - from;
    }

    /** Makes room for a value of so many bytes and what separates it. */
    private void separate(int bytes) {
        room(bytes + 2);
        if (comma) {
            document[length++] = ',';
        }
    }

    private void room(int bytes) {
        if (document.length - length < bytes) {
            document = Arrays.copyOf(document, Math.max(document.length * 2, length + bytes));
        }
    }

    /** The document so far. */
    public byte[] toBytes() {
        return Arrays.copyOf(document, length);
    }
}

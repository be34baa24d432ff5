package dev.kinglet.json;

import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON document in the order in which it stands, as its form is known: the caller says what comes next, and anything else is a
 * {@link MalformedJsonException}. Numbers are whole numbers of 64 bits. Confined to one thread.
 *
 * <pre>
 * reader.beginObject();
 * for (String name = reader.nextField(); name != null; name = reader.nextField()) {
 *     switch (name) {
 *         case "key" -&gt; key = reader.string();
 *         default -&gt; reader.skip();
 *     }
 * }
 * </pre>
 */
public final class JsonReader extends JsonTokens {

    /** Deeper than any message, and far from where a recursion over it would fail. */
    private static final int MAX_DEPTH = 256;

    /** What the next value is. */
    public enum Kind {
        OBJECT,
        ARRAY,
        STRING,
        NUMBER,
        OTHER
    }

    private int depth;

    /** Whether the innermost object or array has had no member yet, so that no comma is due. */
    private boolean fresh;

    public JsonReader(byte[] document) {
        super(document);
    }

    /** What the next value is, without reading it. */
    public Kind kind() {
        return switch (peek()) {
            case '{' -> Kind.OBJECT;
            case '[' -> Kind.ARRAY;
            case '"' -> Kind.STRING;
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> Kind.NUMBER;
            default -> Kind.OTHER;
        };
    }

    public void beginObject() {
        begin('{', "an object");
    }

    public void beginArray() {
        begin('[', "an array");
    }

    private void begin(char bracket, String what) {
        expect(bracket, what);
        if (++depth > MAX_DEPTH) {
            throw malformed("at most " + MAX_DEPTH + " levels");
        }
        fresh = true;
    }

    /** Goes to the next member of the innermost object. Gives its name, or null at the object's end. */
    public @Nullable String nextField() {
        if (ends('}')) {
            return null;
        }
        String name = string();
        expect(':', "a colon");
        return name;
    }

    /** Goes to the next element of the innermost array. Whether there is one. */
    public boolean nextElement() {
        return !ends(']');
    }

    /** Goes to the next element of the innermost array, which must be there. */
    public JsonReader element() {
        if (!nextElement()) {
            throw malformed("another element");
        }
        return this;
    }

    private boolean ends(char bracket) {
        if (take(bracket)) {
            depth--;
            fresh = false;
            return true;
        }
        if (!fresh) {
            expect(',', "a comma or " + bracket);
        }
        fresh = false;
        return false;
    }

    /** Skips what a later version may have added to the innermost array. */
    public void skipRestOfArray() {
        while (nextElement()) {
            skip();
        }
    }

    /** Skips the next value, whatever it is. */
    public void skip() {
        switch (kind()) {
            case OBJECT -> {
                beginObject();
                while (nextField() != null) {
                    skip();
                }
            }
            case ARRAY -> {
                beginArray();
                skipRestOfArray();
            }
            case STRING -> string();
            case NUMBER, OTHER -> skipWord();
        }
    }
}

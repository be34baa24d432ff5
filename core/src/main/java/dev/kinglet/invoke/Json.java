package dev.kinglet.invoke;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A strict reader of one message, and the one factory. Jackson's streaming layer only: data binding costs a cold worker more than all
 * of its own code.
 */
final class Json implements AutoCloseable {

    private static final JsonFactory FACTORY = new JsonFactory();

    private final String what;
    private final JsonParser parser;
    private String field = "";

    private Json(String what, JsonParser parser) {
        this.what = what;
        this.parser = parser;
    }

    static byte[] write(int expectedBytes, Consumer<JsonGenerator> body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(expectedBytes);
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            body.accept(generator);
        }
        return bytes.toByteArray();
    }

    /** What reads a message from its first token on. */
    interface Body<T> {
        T read(Json json);
    }

    static <T> T read(String what, byte[] payload, Body<T> body) {
        try (Json json = new Json(what, FACTORY.createParser(ObjectReadContext.empty(), payload))) {
            json.next();
            return body.read(json);
        } catch (JacksonException e) {
            throw new ProtocolViolationException("malformed " + what + ": " + e.getOriginalMessage(), e);
        }
    }

    /** The name of the next field of the object that is being read, or null at its end. Its value is the current token then. */
    @Nullable
    String nextField() {
        String name = parser.nextName();
        if (name != null) {
            field = name;
            next();
        } else if (parser.currentToken() != JsonToken.END_OBJECT) {
            throw malformed("the end of an object");
        }
        return name;
    }

    /** Goes on within an array. Whether there is another element, which is the current token then. */
    boolean nextElement() {
        return next() != JsonToken.END_ARRAY;
    }

    JsonToken next() {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new ProtocolViolationException("malformed " + what + ": it ends too soon");
        }
        return token;
    }

    JsonToken current() {
        return parser.currentToken();
    }

    void skip() {
        parser.skipChildren();
    }

    /** Skips what a later version may have added to the array that is being read. */
    void skipRestOfArray() {
        while (nextElement()) {
            skip();
        }
    }

    void expect(JsonToken token) {
        if (parser.currentToken() != token) {
            throw malformed(token.name());
        }
    }

    String string() {
        expect(JsonToken.VALUE_STRING);
        return parser.getString();
    }

    int integer() {
        expect(JsonToken.VALUE_NUMBER_INT);
        return parser.getIntValue();
    }

    long number() {
        expect(JsonToken.VALUE_NUMBER_INT);
        return parser.getLongValue();
    }

    boolean bool() {
        return parser.getBooleanValue();
    }

    byte[] binary() {
        expect(JsonToken.VALUE_STRING);
        return parser.getBinaryValue();
    }

    ProtocolViolationException malformed(String expected) {
        return new ProtocolViolationException("malformed " + what + ": expected " + expected + " at or below \"" + field
                + "\", found " + parser.currentToken());
    }

    ProtocolViolationException missing(String name) {
        return new ProtocolViolationException("malformed " + what + ": it has no \"" + name + "\"");
    }

    /** Another version may mean anything by the same names, so it is looked at before all else. */
    void checkVersion() {
        int version = integer();
        if (version != InvocationRequest.VERSION) {
            throw new ProtocolViolationException(what + " refused: it is of protocol version " + version
                    + ", this side has " + InvocationRequest.VERSION + "; use the same Kinglet for driver and workers");
        }
    }

    @Override
    public void close() {
        parser.close();
    }
}

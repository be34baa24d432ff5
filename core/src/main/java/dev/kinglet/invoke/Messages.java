package dev.kinglet.invoke;

import dev.kinglet.json.JsonReader;
import dev.kinglet.json.MalformedJsonException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What requests and responses have in common when they are read. */
final class Messages {

    private Messages() {}

    /** Reads a whole message. */
    static <T> T read(String what, byte[] payload, Function<JsonReader, T> body) {
        try {
            JsonReader json = new JsonReader(payload);
            T message = body.apply(json);
            json.end();
            return message;
        } catch (MalformedJsonException e) {
            throw new ProtocolViolationException("malformed " + what + ": " + e.getMessage(), e);
        }
    }

    /** Another version may mean anything by the same names, so it is looked at before all else. */
    static void checkVersion(String what, JsonReader json) {
        int version = json.integer();
        if (version != InvocationRequest.VERSION) {
            throw new ProtocolViolationException(what + " refused: it is of protocol version " + version
                    + ", this side has " + InvocationRequest.VERSION + "; use the same Kinglet for driver and workers");
        }
    }

    /** A field that must be there. */
    static <T> T present(String what, String name, @Nullable T value) {
        if (value == null) {
            throw new ProtocolViolationException("malformed " + what + ": it has no \"" + name + "\"");
        }
        return value;
    }
}

package dev.kinglet.format;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** One JSON value that is being read, and where in it one is. Confined to one thread. */
final class JsonInput {

    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonParser parser;
    private final Deque<String> path = new ArrayDeque<>();

    private JsonInput(JsonParser parser) {
        this.parser = parser;
    }

    /** What some bytes are, which are to be one object. */
    static Object read(byte[] bytes, int from, int until, JsonBinder binder) throws MisfitException {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), bytes, from, until - from)) {
            JsonInput input = new JsonInput(parser);
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MisfitException("it is no object; expected one on each line");
            }
            Object value = input.read(binder);
            if (parser.nextToken() != null) {
                throw new MisfitException("something follows the object; expected one on each line");
            }
            return value;
        } catch (JacksonException e) {
            throw new MisfitException("it is no JSON: " + e.getOriginalMessage());
        }
    }

    private Object read(JsonBinder binder) throws MisfitException {
        try {
            return Objects.requireNonNull(binder.read(this), "an object is not null");
        } catch (MisfitException e) {
            throw path.isEmpty()
                    ? e
                    : new MisfitException("member " + String.join(".", path) + " has " + e.getMessage());
        }
    }

    JsonParser parser() {
        return parser;
    }

    /** Goes into a member. If reading it fails, the path says where. */
    void enter(String member) {
        path.addLast(member);
    }

    void leave() {
        path.removeLast();
    }
}

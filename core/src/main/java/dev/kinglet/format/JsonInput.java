package dev.kinglet.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** One JSON value that is being read, and where in it one is. Confined to one thread. */
final class JsonInput {

    /** Numbers beyond take long to read. Of texts the length of the line is limit enough. */
    static final int MAX_NUMBER_CHARACTERS = 10_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(MAX_NUMBER_CHARACTERS)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final String ONE_A_LINE =
            "Expected JSON lines, one object on each line; what has another form is turned into"
                    + " them by jq -c, or read by a function that takes each object's text (Sources.texts)";

    private final JsonParser parser;
    private final Deque<String> path = new ArrayDeque<>();

    private JsonInput(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * What a line is, which is to be one object.
     *
     * @param from where it begins in the window
     */
    static Object read(RecordSpans line, int from, JsonBinder binder) throws MisfitException {
        byte[] bytes = line.window().bytes();
        long position = line.window().positionOf(from);
        if (line.look().encoding().equals(UTF_8)) {
            try {
                return read(bytes, from, line.until(), binder);
            } catch (JacksonException e) {
                // Bytes that are no text are the better explanation.
                line.look().decode(bytes, from, line.until(), position);
                throw new MisfitException(explanation(e));
            }
        }
        byte[] utf8 = line.look().decode(bytes, from, line.until(), position).getBytes(UTF_8);
        try {
            return read(utf8, 0, utf8.length, binder);
        } catch (JacksonException e) {
            throw new MisfitException(explanation(e));
        }
    }

    private static String explanation(JacksonException e) {
        return String.valueOf(e.getOriginalMessage()).startsWith("Unexpected end-of-input")
                ? "the object does not end on its line. " + ONE_A_LINE
                : "it is no JSON: " + e.getOriginalMessage();
    }

    private static Object read(byte[] bytes, int from, int until, JsonBinder binder) throws MisfitException {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), bytes, from, until - from)) {
            JsonInput input = new JsonInput(parser);
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_OBJECT) {
                throw new MisfitException(
                        (first == JsonToken.START_ARRAY ? "it is an array. " : "it is no object. ") + ONE_A_LINE);
            }
            Object value = input.read(binder);
            if (parser.nextToken() != null) {
                throw new MisfitException("something follows the object. " + ONE_A_LINE);
            }
            return value;
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

package dev.kinglet.result;

import dev.kinglet.CallId;
import dev.kinglet.stage.Keys;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What lies at {@link Keys#commit}: which attempt at a call counts, once its output is whole in the store. JSON, for people too.
 *
 * @param attempt the attempt
 * @param length the bytes of its output
 * @param hash their SHA-256, lower-case hex
 */
public record CommitRecord(int attempt, long length, String hash) {

    private static final JsonFactory FACTORY = new JsonFactory();

    /** Where the output lies that counts. */
    public EncodedOutcome.Staged outcome(CallId call) {
        return new EncodedOutcome.Staged(Keys.output(call, attempt), length, hash);
    }

    /** The record as JSON. */
    public byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeNumberProperty("attempt", attempt);
            json.writeNumberProperty("length", length);
            json.writeStringProperty("hash", hash);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /**
     * Opens a record.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static CommitRecord decode(byte[] content) {
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), content)) {
            return read(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("malformed commit record: " + e.getOriginalMessage(), e);
        }
    }

    private static CommitRecord read(JsonParser json) {
        Integer attempt = null;
        Long length = null;
        @Nullable String hash = null;
        if (json.nextToken() == JsonToken.START_OBJECT) {
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                json.nextToken();
                switch (name) {
                    case "attempt" -> attempt = json.getIntValue();
                    case "length" -> length = json.getLongValue();
                    case "hash" -> hash = json.getString();
                    default -> json.skipChildren();
                }
            }
        }
        if (attempt == null || length == null || hash == null) {
            throw new IllegalArgumentException("malformed commit record: attempt is " + attempt + ", length " + length
                    + ", hash " + hash + "; all three must be there");
        }
        return new CommitRecord(attempt, length, hash);
    }
}

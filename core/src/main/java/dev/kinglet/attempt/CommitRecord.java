package dev.kinglet.attempt;

import dev.kinglet.CallId;
import dev.kinglet.json.JsonReader;
import dev.kinglet.json.JsonWriter;
import dev.kinglet.json.MalformedJsonException;
import dev.kinglet.store.Keys;
import org.jspecify.annotations.Nullable;

/**
 * What lies at {@link Keys#commit}: which attempt at a call counts, once its output is whole in the store. JSON, for people too.
 *
 * @param attempt the attempt
 * @param length the bytes of its output
 * @param hash their SHA-256, lower-case hex
 */
public record CommitRecord(int attempt, long length, String hash) {

    private static final int EXPECTED_BYTES = 128;

    /** Where the output lies that counts. */
    public AttemptOutcome.Staged outcome(CallId call) {
        return new AttemptOutcome.Staged(Keys.output(call, attempt), length, hash);
    }

    /** The record as JSON. */
    public byte[] encode() {
        return new JsonWriter(EXPECTED_BYTES)
                .beginObject()
                .name("attempt")
                .number(attempt)
                .name("length")
                .number(length)
                .name("hash")
                .string(hash)
                .endObject()
                .toBytes();
    }

    /**
     * Opens a record.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static CommitRecord decode(byte[] content) {
        try {
            return read(new JsonReader(content));
        } catch (MalformedJsonException e) {
            throw new IllegalArgumentException("malformed commit record: " + e.getMessage(), e);
        }
    }

    private static CommitRecord read(JsonReader json) {
        Integer attempt = null;
        Long length = null;
        @Nullable String hash = null;
        json.beginObject();
        for (String name = json.nextField(); name != null; name = json.nextField()) {
            switch (name) {
                case "attempt" -> attempt = json.integer();
                case "length" -> length = json.number();
                case "hash" -> hash = json.string();
                default -> json.skip();
            }
        }
        if (attempt == null || length == null || hash == null) {
            throw new IllegalArgumentException("malformed commit record: attempt is " + attempt + ", length " + length
                    + ", hash " + hash + "; all three must be there");
        }
        return new CommitRecord(attempt, length, hash);
    }
}

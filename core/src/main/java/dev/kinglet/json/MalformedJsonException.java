package dev.kinglet.json;

/** A document is not JSON, or not of the expected form. The message says what was expected, and where. */
public final class MalformedJsonException extends RuntimeException {

    MalformedJsonException(String message) {
        super(message);
    }
}

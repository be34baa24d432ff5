package dev.kinglet.format;

/** A record is not what its source says it is. The message says what is wrong, not where. */
final class MisfitException extends Exception {

    MisfitException(String message) {
        // Thrown for each bad record of which there may be many, and caught close by: no stack trace.
        super(message, null, false, false);
    }
}

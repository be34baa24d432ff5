package dev.kinglet.cli;

/** The command cannot be done as it was given; the message says why and what to do. */
final class WrongUseException extends RuntimeException {

    WrongUseException(String message) {
        super(message);
    }
}

package dev.kinglet.invoke;

import org.jspecify.annotations.Nullable;

/**
 * A message that must not be acted on: another version, a signature that does not fit, or no message at all. Its calls fail as {@link
 * dev.kinglet.ErrorCode#PROTOCOL_VIOLATED}; to send it again does not help.
 */
public final class ProtocolViolationException extends RuntimeException {

    public ProtocolViolationException(String message) {
        super(message);
    }

    public ProtocolViolationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

package dev.kinglet.closure;

import org.jspecify.annotations.Nullable;

/** A value or function holds something that has no meaning in another process. The message gives the path to it and what to do. */
public final class NotTransportableException extends IllegalArgumentException {

    public NotTransportableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

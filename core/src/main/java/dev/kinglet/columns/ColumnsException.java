package dev.kinglet.columns;

import org.jspecify.annotations.Nullable;

/** Bytes that should be Arrow columns cannot be read as the rows that were asked for. */
public final class ColumnsException extends RuntimeException {

    public ColumnsException(String message) {
        super(message);
    }

    public ColumnsException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

package dev.kinglet.closure;

import org.jspecify.annotations.Nullable;

/** Bytes that should be a value cannot be opened. */
public final class UndecodableException extends RuntimeException {

    private final @Nullable String missingClass;

    public UndecodableException(String message, @Nullable String missingClass, @Nullable Throwable cause) {
        super(message, cause);
        this.missingClass = missingClass;
    }

    /** The class whose absence is the reason, or null where it is another. */
    public @Nullable String missingClass() {
        return missingClass;
    }
}

package dev.kinglet.storage;

import org.jspecify.annotations.Nullable;

/** The store could not be reached, did not answer, answered that it is broken, or is full. */
public final class StoreUnavailableException extends StorageException {

    private final boolean retryable;

    /** @param retryable whether it may pass: true for a lost connection, false for a full disk or an unknown host */
    public StoreUnavailableException(String message, @Nullable Throwable cause, boolean retryable) {
        super(message, cause);
        this.retryable = retryable;
    }

    @Override
    public boolean retryable() {
        return retryable;
    }
}

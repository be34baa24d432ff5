package dev.kinglet.storage;

import org.jspecify.annotations.Nullable;

/** The store refused: wrong or missing credentials, no permission, or a read-only place. */
public final class AccessDeniedException extends StorageException {

    public AccessDeniedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean retryable() {
        return false;
    }
}

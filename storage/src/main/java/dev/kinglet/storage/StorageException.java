package dev.kinglet.storage;

import org.jspecify.annotations.Nullable;

/** A request to a store failed. Its type says how, so that callers tell the cases apart without reading messages. */
public abstract sealed class StorageException extends RuntimeException
        permits AccessDeniedException,
                ObjectChangedException,
                ObjectEncodedException,
                ObjectNotFoundException,
                PreconditionFailedException,
                StoreThrottledException,
                StoreUnavailableException {

    StorageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Whether the same request may succeed if sent again a little later. */
    public abstract boolean retryable();
}

package dev.kinglet.storage;

import org.jspecify.annotations.Nullable;

/** The object exists already, so a conditional write did not happen. */
public final class PreconditionFailedException extends StorageException {

    public PreconditionFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean retryable() {
        return false;
    }
}

package dev.kinglet.storage;

import org.jspecify.annotations.Nullable;

/** There is no object of that name, or no bucket. */
public final class ObjectNotFoundException extends StorageException {

    public ObjectNotFoundException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean retryable() {
        return false;
    }
}

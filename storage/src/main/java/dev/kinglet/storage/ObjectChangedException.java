package dev.kinglet.storage;

import org.jspecify.annotations.Nullable;

/** The object is there, but is not the one that was found before: it was replaced, or something between answers in its place. */
public final class ObjectChangedException extends StorageException {

    public ObjectChangedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean retryable() {
        return false;
    }
}

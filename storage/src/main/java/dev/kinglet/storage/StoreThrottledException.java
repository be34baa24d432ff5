package dev.kinglet.storage;

import org.jspecify.annotations.Nullable;

/** The store asks for fewer requests (S3: 503 {@code SlowDown}, 429). */
public final class StoreThrottledException extends StorageException {

    public StoreThrottledException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean retryable() {
        return true;
    }
}

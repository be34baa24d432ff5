package dev.kinglet.storage;

import org.jspecify.annotations.Nullable;

/** The object is kept in an encoding, as compressed, of which its name says nothing, so that its bytes are not what they seem. */
public final class ObjectEncodedException extends StorageException {

    public ObjectEncodedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean retryable() {
        return false;
    }
}

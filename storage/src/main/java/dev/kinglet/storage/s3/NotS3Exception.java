package dev.kinglet.storage.s3;

import java.io.IOException;

/** An answer that S3 does not give to what was asked: of a proxy in between, or of a server that does otherwise. */
final class NotS3Exception extends IOException {

    private static final long serialVersionUID = 1;

    private final boolean retryable;

    NotS3Exception(String message, boolean retryable) {
        super(message);
        this.retryable = retryable;
    }

    /** Whether the same request may be answered rightly a little later. */
    boolean retryable() {
        return retryable;
    }
}

package dev.kinglet.storage.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The body of an answer, read as it arrives. */
final class S3ObjectStream extends FilterInputStream {

    private final S3Failures failures;
    private final String action;

    S3ObjectStream(InputStream body, S3Failures failures, String action) {
        super(body);
        this.failures = failures;
        this.action = action;
    }

    @Override
    public int read() {
        try {
            return super.read();
        } catch (IOException e) {
            throw failures.of(action, e);
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        try {
            return super.read(bytes, offset, length);
        } catch (IOException e) {
            throw failures.of(action, e);
        }
    }

    @Override
    public long skip(long count) {
        try {
            return super.skip(count);
        } catch (IOException e) {
            throw failures.of(action, e);
        }
    }

    @Override
    public void close() {
        try {
            super.close();
        } catch (IOException e) {
            throw failures.of(action, e);
        }
    }
}

package dev.kinglet.storage.decorate;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.LongAdder;

/** Adds up what is read from a stream. */
final class CountingStream extends FilterInputStream {

    private final LongAdder bytes;

    CountingStream(InputStream in, LongAdder bytes) {
        super(in);
        this.bytes = bytes;
    }

    @Override
    public int read() throws IOException {
        int oneByte = super.read();
        if (oneByte >= 0) {
            bytes.increment();
        }
        return oneByte;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        bytes.add(Math.max(count, 0));
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        // Skipped bytes travel all the same on most backends.
        long skipped = super.skip(count);
        bytes.add(skipped);
        return skipped;
    }
}

package dev.kinglet.storage.decorate;

import dev.kinglet.storage.StorageException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A stream that ends, or fails, after some bytes. */
final class FaultyStream extends FilterInputStream {

    private final @Nullable Supplier<StorageException> failure;
    private int left;

    /** @param failure thrown at the end, or null to end as if that were all */
    FaultyStream(InputStream in, int left, @Nullable Supplier<StorageException> failure) {
        super(in);
        this.left = left;
        this.failure = failure;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (left == 0 && length > 0) {
            if (failure != null) {
                throw failure.get();
            }
            return -1;
        }
        int count = super.read(bytes, offset, Math.min(length, left));
        left -= Math.max(count, 0);
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = super.skip(Math.min(count, left));
        left -= (int) skipped;
        return skipped;
    }
}

package dev.kinglet.storage.decorate;

import dev.kinglet.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.function.LongFunction;

/** Reads an object on, by opening it again, where reading broke off. Each break has all the attempts of the policy. */
final class ResumingStream extends InputStream {

    private final LongFunction<InputStream> open;
    private final Retrier retrier;
    private long position;
    private InputStream in;

    /** @param open opens the object from a position on */
    ResumingStream(LongFunction<InputStream> open, Retrier retrier, long position, InputStream in) {
        this.open = open;
        this.retrier = retrier;
        this.position = position;
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        Retrier.Attempts attempts = retrier.begin();
        boolean broken = false;
        while (true) {
            try {
                if (broken) {
                    in = open.apply(position);
                    broken = false;
                }
                int count = in.read(bytes, offset, length);
                position += Math.max(count, 0);
                attempts.answered();
                return count;
            } catch (StorageException failure) {
                if (!broken) {
                    closeBroken(failure);
                }
                broken = true;
                attempts.pauseAfter(failure);
            }
        }
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void closeBroken(StorageException failure) throws IOException {
        try {
            in.close();
        } catch (StorageException alsoBroken) {
            failure.addSuppressed(alsoBroken);
        }
    }
}

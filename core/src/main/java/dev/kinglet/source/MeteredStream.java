package dev.kinglet.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells {@link InputMeter} what is read through it, and names the object where reading fails. Confined to one thread. */
final class MeteredStream extends FilterInputStream {

    private final String name;

    MeteredStream(InputStream stream, String name) {
        super(stream);
        this.name = name;
    }

    @Override
    public int read() throws IOException {
        try {
            int read = in.read();
            InputMeter.add(read < 0 ? 0 : 1);
            return read;
        } catch (IOException e) {
            throw ReadFailures.of(name, e);
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            int read = in.read(buffer, offset, length);
            InputMeter.add(Math.max(read, 0));
            return read;
        } catch (IOException e) {
            throw ReadFailures.of(name, e);
        }
    }

    @Override
    public long skip(long count) throws IOException {
        // By reading: what is skipped was decompressed all the same.
        long skipped = 0;
        byte[] scratch = new byte[(int) Math.min(8192, Math.max(count, 0))];
        while (skipped < count) {
            int read = read(scratch, 0, (int) Math.min(scratch.length, count - skipped));
            if (read < 0) {
                break;
            }
            skipped += read;
        }
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}

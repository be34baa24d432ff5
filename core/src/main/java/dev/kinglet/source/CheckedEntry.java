package dev.kinglet.source;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/** An entry of an archive, whose length and checksum are compared at its end: the JDK does not look at them. Confined to one thread. */
final class CheckedEntry extends FilterInputStream {

    private final long size;
    private final long expected;
    private final CRC32 checksum = new CRC32();
    private long position;

    CheckedEntry(InputStream entry, long size, long expected) {
        super(entry);
        this.size = size;
        this.expected = expected;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = in.read(buffer, offset, length);
        if (read > 0) {
            checksum.update(buffer, offset, read);
            position += read;
        } else if (read < 0 && position < size) {
            throw new EOFException("it ends after " + position + " of " + size + " bytes");
        } else if (read < 0 && checksum.getValue() != expected) {
            throw new ZipException("its checksum is another one");
        }
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        // By reading: what is passed over counts for the checksum.
        byte[] passed = new byte[Math.clamp(count, 0, 8192)];
        return Math.max(0, read(passed, 0, passed.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}

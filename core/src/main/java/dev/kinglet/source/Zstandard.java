package dev.kinglet.source;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.ZipException;

/** The only place that touches the library for zstd, which is there only where somebody put it on the class path. */
final class Zstandard {

    private Zstandard() {}

    /** Closing it closes what is behind it. */
    static InputStream open(InputStream stored, String name) throws IOException {
        try {
            return new Decompressed(new ZstdInputStream(stored));
        } catch (NoClassDefFoundError e) {
            throw missing(name, e);
        }
    }

    static OutputStream compress(OutputStream stream, String name) throws IOException {
        try {
            // With a checksum, as gzip has one: without it a damaged byte may be another value.
            return new ZstdOutputStream(stream).setChecksum(true);
        } catch (NoClassDefFoundError e) {
            throw missing(name, e);
        }
    }

    private static IllegalStateException missing(String name, NoClassDefFoundError cause) {
        return new IllegalStateException(
                name + " is compressed by zstd, and the library for it is not on the class path; add"
                        + " com.github.luben:zstd-jni to the driver's, from where workers get it",
                cause);
    }

    /** Says in the JDK's words that what was stored is no zstd, or ends too soon. */
    private static final class Decompressed extends FilterInputStream {

        Decompressed(InputStream stream) {
            super(stream);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return in.read(bytes, offset, length);
            } catch (ZstdIOException e) {
                throw (ZipException) new ZipException(e.getMessage()).initCause(e);
            }
        }
    }
}

package dev.kinglet.source;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The only place that touches the library for zstd, which is there only where somebody put it on the class path. */
final class Zstandard {

    private Zstandard() {}

    static InputStream open(InputStream stored, String name) throws IOException {
        try {
            return new ZstdInputStream(stored);
        } catch (NoClassDefFoundError e) {
            throw missing(name, e);
        }
    }

    static OutputStream compress(OutputStream stream, String name) throws IOException {
        try {
            return new ZstdOutputStream(stream).setCloseFrameOnFlush(false);
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
}

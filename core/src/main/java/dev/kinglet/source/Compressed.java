package dev.kinglet.source;

import dev.kinglet.Compression;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Reads and writes compressed objects, which are known by their names. */
public final class Compressed {

    private static final int BUFFER_BYTES = 64 << 10;

    private Compressed() {}

    static boolean isCompressed(String name) {
        return name.endsWith(".gz") || name.endsWith(".zst");
    }

    /** The bytes that a compressed object stands for. */
    static InputStream open(String name, InputStream stored) throws IOException {
        try {
            return name.endsWith(".gz") ? new GZIPInputStream(stored, BUFFER_BYTES) : Zstandard.open(stored, name);
        } catch (IOException | RuntimeException e) {
            stored.close();
            throw e;
        }
    }

    /**
     * A stream that compresses what is written to it. Closing it ends the compressed form, and leaves open what is behind it.
     *
     * @param name of what is written, for messages
     */
    public static OutputStream compress(Compression compression, OutputStream stream, String name) throws IOException {
        OutputStream kept = new KeptOpen(stream);
        if (compression == Compression.NONE) {
            return kept;
        }
        return compression == Compression.GZIP
                ? new GZIPOutputStream(kept, BUFFER_BYTES)
                : Zstandard.compress(kept, name);
    }

    /** Compressing streams close what they write to. */
    private static final class KeptOpen extends FilterOutputStream {

        KeptOpen(OutputStream stream) {
            super(stream);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }
}

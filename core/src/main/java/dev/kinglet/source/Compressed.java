package dev.kinglet.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Knows compressed objects by their names. */
final class Compressed {

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
}

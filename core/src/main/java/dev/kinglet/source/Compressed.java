package dev.kinglet.source;

import dev.kinglet.Compression;
import dev.kinglet.closure.UndecodableException;
import java.io.ByteArrayInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.zip.GZIPOutputStream;

/** Reads objects whose names say that they are compressed, and writes compressed ones. */
public final class Compressed {

    private static final int BUFFER_BYTES = 64 << 10;

    private Compressed() {}

    static boolean isCompressed(String name) {
        return Content.named(name) != null;
    }

    /** The bytes that an object stands for whose name says that it is compressed; how it is, its content says. Nothing stands for nothing. */
    static InputStream open(String name, InputStream stored) throws IOException {
        try {
            byte[] head = stored.readNBytes(Content.LOOK_BYTES);
            InputStream whole = head.length < Content.LOOK_BYTES
                    ? new ByteArrayInputStream(head)
                    : new SequenceInputStream(new ByteArrayInputStream(head), stored);
            if (head.length == 0) {
                stored.close();
                return whole;
            }
            Content content = Content.of(head, 0, head.length);
            if (!content.isReadable()) {
                throw new UndecodableException(
                        "input " + name
                                + " is not compressed as its name says; it is damaged, or was decompressed on its"
                                + " way and is to have another name",
                        null,
                        null);
            }
            if (head.length < Content.LOOK_BYTES) {
                stored.close();
            }
            return content.decompress(whole, name);
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

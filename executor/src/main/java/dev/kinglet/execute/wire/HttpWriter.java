package dev.kinglet.execute.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Gathers messages and writes them at once: each write is a packet, and each packet wakes the other side. Confined to one thread at a
 * time.
 */
public final class HttpWriter {

    private static final int BUFFER_BYTES = 1 << 16;

    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int used;

    public HttpWriter(OutputStream out) {
        this.out = out;
    }

    /** Adds a message: the head as it is, up to and with the empty line, and the body. */
    public void add(String head, byte[] body) throws IOException {
        add(head.getBytes(ISO_8859_1));
        add(body);
    }

    private void add(byte[] bytes) throws IOException {
        if (bytes.length > BUFFER_BYTES - used) {
            flush();
        }
        if (bytes.length > BUFFER_BYTES) {
            out.write(bytes);
        } else {
            System.arraycopy(bytes, 0, buffer, used, bytes.length);
            used += bytes.length;
        }
    }

    /** Sends what was gathered. */
    public void flush() throws IOException {
        if (used > 0) {
            out.write(buffer, 0, used);
            used = 0;
        }
    }
}

package dev.kinglet.execute.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads messages off a connection, one after the other. Confined to one thread. */
public final class HttpReader {

    private static final int BUFFER_BYTES = 1 << 14;

    /** Lambda's runtime clients put the cause of an error into a header, of up to a megabyte. */
    private static final int MAX_HEAD_BYTES = 2 << 20;

    private final InputStream in;
    private byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private int limit;

    public HttpReader(InputStream in) {
        this.in = in;
    }

    /** Whether the beginning of another message is here already. */
    public boolean hasBuffered() {
        return position < limit;
    }

    /** The head of the next message, or null if the connection ends before it. */
    public @Nullable HttpHead readHead() throws IOException {
        int scanned = position;
        while (true) {
            int end = endOfHead(Math.max(position, scanned - 3));
            if (end >= 0) {
                HttpHead head = new HttpHead(new String(buffer, position, end - position, ISO_8859_1));
                position = end + 4;
                return head;
            }
            scanned = limit - position;
            boolean nothing = !hasBuffered();
            if (!fill()) {
                if (nothing) {
                    return null;
                }
                throw new EOFException("the connection ended within the head of a message");
            }
            scanned += position;
        }
    }

    private int endOfHead(int from) {
        for (int i = from; i + 3 < limit; i++) {
            if (buffer[i] == '\r' && buffer[i + 1] == '\n' && buffer[i + 2] == '\r' && buffer[i + 3] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Reads more behind what is here, moving that to the front or enlarging the buffer where there is no room. */
    private boolean fill() throws IOException {
        if (position == limit) {
            position = 0;
            limit = 0;
        } else if (limit == buffer.length) {
            int held = limit - position;
            if (held >= MAX_HEAD_BYTES) {
                throw new IOException("the head of a message is longer than " + MAX_HEAD_BYTES + " bytes");
            }
            byte[] target = held > buffer.length / 2 ? new byte[buffer.length * 2] : buffer;
            System.arraycopy(buffer, position, target, 0, held);
            buffer = target;
            position = 0;
            limit = held;
        }
        int count = in.read(buffer, limit, buffer.length - limit);
        limit += Math.max(0, count);
        return count >= 0;
    }

    /**
     * The body that follows {@code head}. A longer one than {@code maxBytes} is read to its end and dropped, for the other side would
     * not read an answer before it has sent it all.
     *
     * @return null if it was too long
     */
    public byte @Nullable [] readBody(HttpHead head, long maxBytes) throws IOException {
        if (head.chunked()) {
            return readChunks(maxBytes);
        }
        long length = Math.max(0, head.contentLength());
        if (length > maxBytes) {
            skip(length);
            return null;
        }
        byte[] body = new byte[(int) length];
        readFully(body, 0, body.length);
        return body;
    }

    private void readFully(byte[] target, int offset, int length) throws IOException {
        int held = Math.min(length, limit - position);
        System.arraycopy(buffer, position, target, offset, held);
        position += held;
        int done = held;
        while (done < length) {
            int count = in.read(target, offset + done, length - done);
            if (count < 0) {
                throw new EOFException("the connection ended within a body, " + (length - done) + " bytes too soon");
            }
            done += count;
        }
    }

    private void skip(long length) throws IOException {
        byte[] sink = new byte[BUFFER_BYTES];
        for (long left = length; left > 0; ) {
            int part = (int) Math.min(left, sink.length);
            readFully(sink, 0, part);
            left -= part;
        }
    }

    private byte @Nullable [] readChunks(long maxBytes) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        boolean fits = true;
        while (true) {
            String line = readLine();
            int end = line.indexOf(';');
            long length = Long.parseLong(
                    end < 0 ? line.strip() : line.substring(0, end).strip(), 16);
            if (length == 0) {
                break;
            }
            fits &= body.size() + length <= maxBytes;
            if (fits) {
                byte[] chunk = new byte[(int) length];
                readFully(chunk, 0, chunk.length);
                body.writeBytes(chunk);
            } else {
                skip(length);
            }
            readLine();
        }
        String trailer = readLine();
        while (!trailer.isEmpty()) {
            trailer = readLine();
        }
        return fits ? body.toByteArray() : null;
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            if (!hasBuffered() && !fill()) {
                throw new EOFException("the connection ended within a chunked body");
            }
            char c = (char) (buffer[position++] & 0xff);
            if (c == '\n') {
                return line.toString().stripTrailing();
            }
            line.append(c);
        }
    }
}

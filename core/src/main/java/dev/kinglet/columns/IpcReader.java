package dev.kinglet.columns;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;
import org.jspecify.annotations.Nullable;

/** Reads the messages of an Arrow stream, or of several that follow each other. */
final class IpcReader {

    /** More than any schema takes: what is larger is no message. */
    private static final int MAX_METADATA_BYTES = 256 << 20;

    private final InputStream in;
    private final boolean ours;
    private final byte[] head = new byte[2 * Integer.BYTES];
    private final Chunk compressed = new Chunk();
    private boolean inStream;

    /** @param ours whether other streams may follow, and each must have its end; if not, what stands behind the first is not read */
    IpcReader(InputStream in, boolean ours) {
        this.in = in;
        this.ours = ours;
    }

    /** The next message's metadata, or null after the last one. The ends of streams are passed over. */
    @Nullable
    Message next() throws IOException {
        while (true) {
            int got = in.readNBytes(head, 0, head.length);
            if (got == 0 && (!inStream || !ours)) {
                return null;
            }
            if (got < head.length) {
                throw cutOff();
            }
            ByteBuffer numbers = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
            int size = numbers.getInt(Integer.BYTES);
            if (numbers.getInt(0) != Ipc.CONTINUATION || size < 0 || size > MAX_METADATA_BYTES) {
                throw new ColumnsException(
                        "no Arrow message where one should begin: not an Arrow stream, one of before Arrow 0.15, or not read"
                                + " from its start");
            }
            inStream = size > 0;
            if (!inStream && !ours) {
                return null;
            }
            if (inStream) {
                Chunk metadata = new Chunk();
                metadata.fill(in, size);
                return Message.getRootAsMessage(ByteBuffer.wrap(metadata.bytes()));
            }
        }
    }

    static Schema schema(Message message) {
        return (Schema) message.header(new Schema());
    }

    /** Whether it is a batch; if not, it is a schema. */
    static boolean isBatch(Message message) {
        if (message.headerType() == MessageHeader.RecordBatch) {
            return true;
        }
        if (message.headerType() == MessageHeader.Schema) {
            return false;
        }
        throw new ColumnsException(
                "an Arrow message of the type " + MessageHeader.name(message.headerType()) + " in a stream of rows");
    }

    /**
     * Reads the batch that the message announces.
     *
     * @param wanted the buffers to read, by their place; null for all
     * @return its rows
     */
    int read(Message message, RecordBatch header, Batch batch, @Nullable BitSet wanted) throws IOException {
        // A node is two longs, as a buffer is: more than the metadata has room for were not written.
        int most = message.getByteBuffer().capacity() / (2 * Long.BYTES);
        if (header.nodesLength() > most || header.buffersLength() > most) {
            throw damaged("columns or buffers");
        }
        batch.begin(header.nodesLength(), header.buffersLength());
        for (int i = 0; i < header.nodesLength(); i++) {
            batch.column(i, header.nodes(i).length(), header.nodes(i).nullCount());
        }
        BatchCompression compression = header.compression() == null
                ? null
                : BatchCompression.of(header.compression().codec());
        long position = 0;
        Buffer buffer = new Buffer();
        for (int i = 0; i < header.buffersLength(); i++) {
            if (wanted != null && !wanted.get(i)) {
                continue;
            }
            header.buffers(buffer, i);
            int size = Math.toIntExact(buffer.length());
            if (size < 0 || buffer.offset() < position || buffer.offset() > message.bodyLength() - size) {
                throw damaged("bytes");
            }
            in.skipNBytes(buffer.offset() - position);
            Chunk chunk = compression == null ? batch.chunk(i) : compressed;
            chunk.fill(in, size);
            if (compression != null) {
                compression.decompress(chunk, batch.chunk(i));
            }
            position = buffer.offset() + size;
        }
        in.skipNBytes(message.bodyLength() - position);
        return Math.toIntExact(header.length());
    }

    private static ColumnsException damaged(String what) {
        return new ColumnsException("a batch claims " + what + " that it has no room for: the bytes were damaged");
    }

    /** Passes over what the message announces. */
    void skip(Message message) throws IOException {
        in.skipNBytes(message.bodyLength());
    }

    private static IOException cutOff() {
        return new EOFException("the Arrow stream stops inside a message or before its end: it was cut off");
    }
}

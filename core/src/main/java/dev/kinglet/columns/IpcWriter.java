package dev.kinglet.columns;

import com.google.flatbuffers.FlatBufferBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flatbuf.BodyCompression;
import org.apache.arrow.flatbuf.BodyCompressionMethod;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.RecordBatch;

/** Writes the messages of Arrow streams. */
final class IpcWriter {

    private static final byte[] ZEROS = new byte[Ipc.ALIGNMENT];
    private static final int FIRST_BYTES = 1_024;

    private final OutputStream out;
    private final BatchCompression compression;
    private final List<GrowingBytes> compressed = new ArrayList<>();

    IpcWriter(OutputStream out, BatchCompression compression) {
        this.out = out;
        this.compression = compression;
    }

    /** @param described whether the columns say what they are in Java */
    void schema(List<Shape> columns, boolean described) throws IOException {
        FlatBufferBuilder builder = new FlatBufferBuilder(FIRST_BYTES);
        message(builder, MessageHeader.Schema, new FieldWriter(builder, described).schema(columns), 0);
    }

    /**
     * Writes a batch.
     *
     * @return the bytes of its metadata, the head before them included
     */
    int batch(int rows, BatchParts parts) throws IOException {
        FlatBufferBuilder builder = new FlatBufferBuilder(FIRST_BYTES);
        List<long[]> columns = parts.columns();
        RecordBatch.startNodesVector(builder, columns.size());
        for (int i = columns.size() - 1; i >= 0; i--) {
            FieldNode.createFieldNode(builder, columns.get(i)[0], columns.get(i)[1]);
        }
        int nodes = builder.endVector();
        List<GrowingBytes> body = compression == BatchCompression.NONE ? parts.buffers() : compress(parts.buffers());
        int count = body.size();
        long[] offsets = new long[count + 1];
        for (int i = 0; i < count; i++) {
            offsets[i + 1] = offsets[i] + Ipc.aligned(body.get(i).size());
        }
        RecordBatch.startBuffersVector(builder, count);
        for (int i = count - 1; i >= 0; i--) {
            Buffer.createBuffer(builder, offsets[i], body.get(i).size());
        }
        int buffers = builder.endVector();
        int how = compression == BatchCompression.NONE
                ? 0
                : BodyCompression.createBodyCompression(builder, compression.code(), BodyCompressionMethod.BUFFER);
        int batch = RecordBatch.createRecordBatch(builder, rows, nodes, buffers, how, 0);
        int metadata = message(builder, MessageHeader.RecordBatch, batch, offsets[count]);
        for (GrowingBytes buffer : body) {
            out.write(buffer.bytes(), 0, buffer.size());
            pad(buffer.size());
        }
        return metadata;
    }

    private List<GrowingBytes> compress(List<GrowingBytes> buffers) {
        while (compressed.size() < buffers.size()) {
            compressed.add(new GrowingBytes());
        }
        for (int i = 0; i < buffers.size(); i++) {
            compression.compress(buffers.get(i), compressed.get(i));
        }
        return compressed.subList(0, buffers.size());
    }

    /** Ends a stream. Another one may follow. */
    void end() throws IOException {
        out.write(head(0));
    }

    private int message(FlatBufferBuilder builder, byte type, int header, long bodyBytes) throws IOException {
        builder.finish(Message.createMessage(builder, MetadataVersion.V5, type, header, bodyBytes, 0));
        ByteBuffer bytes = builder.dataBuffer();
        int size = (int) Ipc.aligned(bytes.remaining());
        out.write(head(size));
        out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        pad(bytes.remaining());
        return 2 * Integer.BYTES + size;
    }

    private static byte[] head(int size) {
        byte[] head = new byte[2 * Integer.BYTES];
        ByteBuffer.wrap(head)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(Ipc.CONTINUATION)
                .putInt(size);
        return head;
    }

    private void pad(long size) throws IOException {
        out.write(ZEROS, 0, (int) (Ipc.aligned(size) - size));
    }
}

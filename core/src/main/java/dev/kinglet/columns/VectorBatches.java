package dev.kinglet.columns;

import dev.kinglet.RemoteFunction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.Iterator;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.util.ByteArrayReadableSeekableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * Gives batches of rows to a function as Arrow's own vectors, and takes the vectors that it returns as a table. Between the two forms lie
 * Arrow's bytes, which both sides know, so that vectors are off the heap during the function's call only. Confined to one thread.
 */
public final class VectorBatches implements AutoCloseable {

    /** Enough for vectorised work to pay, and little enough for any worker. */
    private static final int BATCH_ROWS = 1 << 14;

    private static final int BATCH_BYTES = 4 << 20;

    /** No bound but the number of rows: what is written is one batch. */
    private static final int WHOLE_BYTES = 1 << 30;

    private final RemoteFunction<VectorSchemaRoot, VectorSchemaRoot> function;
    private final BufferAllocator allocator;

    public VectorBatches(RemoteFunction<VectorSchemaRoot, VectorSchemaRoot> function) {
        ArrowMemory.open();
        this.function = function;
        this.allocator = new RootAllocator();
    }

    /** What the function makes of the next rows, or null where there are no more. Rows are of one class. */
    public @Nullable Table next(Iterator<Object> rows) throws Exception {
        if (!rows.hasNext()) {
            return null;
        }
        byte[] input = encode(rows);
        try (ArrowFileReader reader = new ArrowFileReader(new ByteArrayReadableSeekableByteChannel(input), allocator)) {
            reader.loadNextBatch();
            // Also where it is the one that was given: to close it once more does nothing.
            try (VectorSchemaRoot made = function.apply(reader.getVectorSchemaRoot())) {
                return ArrowTable.open(new InMemory(decode(made)));
            }
        }
    }

    private static byte[] encode(Iterator<Object> rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(BATCH_BYTES / 4);
        BatchOptions whole = new BatchOptions(BatchCompression.NONE, BATCH_ROWS, WHOLE_BYTES);
        try (ArrowFileWriter writer = new ArrowFileWriter(bytes, whole)) {
            int count = 0;
            while (rows.hasNext() && count < BATCH_ROWS) {
                writer.write(rows.next());
                count++;
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] decode(VectorSchemaRoot made) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(BATCH_BYTES / 4);
        try (ArrowStreamWriter writer = new ArrowStreamWriter(made, null, Channels.newChannel(bytes))) {
            writer.start();
            writer.writeBatch();
            writer.end();
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        allocator.close();
    }

    private record InMemory(byte[] bytes) implements StoredBytes {

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public InputStream open(long from, long expectedBytes) {
            return new ByteArrayInputStream(bytes, (int) from, bytes.length - (int) from);
        }
    }
}

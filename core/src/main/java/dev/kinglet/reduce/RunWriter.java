package dev.kinglet.reduce;

import dev.kinglet.columns.BatchCompression;
import dev.kinglet.columns.BatchOptions;
import dev.kinglet.columns.RowWriter;
import dev.kinglet.columns.Seal;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.ObjectUpload;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the runs of one call into one object, one behind the other, so that a producer is one object however many consumers and runs it
 * has. The object is made when the first block comes, and appears when all is {@linkplain #finish finished}. Confined to one thread.
 */
public final class RunWriter implements AutoCloseable {

    private static final String S3 = "s3:";
    private static final int BUFFER_BYTES = 1 << 20;

    /** So that a long run can be read by several calls. */
    private static final int PLAIN_BLOCK_ROWS = 1 << 14;

    private final ObjectStore store;
    private final String object;
    private final Seal seal;
    private final BatchOptions batches;
    private final List<Run> runs = new ArrayList<>();
    private final List<Object> firstKeys = new ArrayList<>();
    private long[] offsets = new long[64];
    private int[] rows = new int[64];
    private int blocks;
    private @Nullable ObjectUpload upload;
    private @Nullable CountedStream out;
    private @Nullable RowWriter block;
    private int blockRows;

    /**
     * Begins nothing yet.
     *
     * @param object the key of the object, which no other attempt may write
     */
    public RunWriter(ObjectStore store, String object, Seal seal) {
        this.store = store;
        this.object = object;
        this.seal = seal;
        // Over a network fewer bytes are worth the work, on a disk of this machine they are not.
        BatchCompression compression = store.location().startsWith(S3) ? BatchCompression.LZ4 : BatchCompression.NONE;
        this.batches = BatchOptions.DEFAULT.with(compression);
    }

    /** Begins the next block of the present run. It may stay empty. */
    void beginBlock() {
        endBlock();
        if (blocks + 1 == offsets.length) {
            offsets = Arrays.copyOf(offsets, offsets.length * 2);
            rows = Arrays.copyOf(rows, rows.length * 2);
        }
        offsets[blocks] = written();
        blocks++;
        blockRows = 0;
    }

    /** Begins the next block of a run that is ordered by keys. */
    void beginBlock(Object firstKey) {
        beginBlock();
        firstKeys.add(firstKey);
    }

    /** Adds a row to the present block. */
    void write(Object row) {
        if (block == null) {
            block = new RowWriter(stream(), batches, seal);
        }
        block.write(row);
        blockRows++;
    }

    /** How many bytes the object has so far, but for what is left of the present block. */
    long written() {
        return out == null ? 0 : out.count;
    }

    private OutputStream stream() {
        if (out == null) {
            upload = store.upload(object);
            out = new CountedStream(new BufferedOutputStream(upload, BUFFER_BYTES));
        }
        return out;
    }

    private void endBlock() {
        if (block != null) {
            block.close();
            block = null;
        }
        if (blocks > 0) {
            rows[blocks - 1] = blockRows;
        }
    }

    /** Adds a row to a run in no order, whose blocks are cut where they grow long. */
    public void add(Object row) {
        if (blocks == 0 || blockRows == PLAIN_BLOCK_ROWS) {
            beginBlock();
        }
        write(row);
    }

    /** Ends the present run. */
    void endRun() {
        endBlock();
        offsets[blocks] = written();
        runs.add(new Run(
                object, Arrays.copyOf(offsets, blocks + 1), Arrays.copyOf(rows, blocks), List.copyOf(firstKeys)));
        blocks = 0;
        firstKeys.clear();
    }

    /** Makes the object appear, and tells what is in it. No object appears where there was no row. */
    public List<Run> finish() {
        if (blocks > 0) {
            endRun();
        }
        if (out == null || upload == null) {
            return List.of();
        }
        out.settle();
        upload.commit();
        return runs;
    }

    @Override
    public void close() {
        if (upload != null) {
            upload.close();
        }
    }

    /** Counts what goes through, which is where the next block begins. */
    private static final class CountedStream extends OutputStream {

        private final OutputStream out;
        private long count;

        CountedStream(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            count += length;
        }

        /** Does nothing: the end of a block is no reason for a write of its own. */
        @Override
        public void flush() {}

        void settle() {
            try {
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

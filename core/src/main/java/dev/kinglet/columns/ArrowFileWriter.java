package dev.kinglet.columns;

import com.google.flatbuffers.FlatBufferBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flatbuf.Block;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.flatbuf.MetadataVersion;

/**
 * Writes rows as one Arrow IPC file for others to read: a record's components are the columns, anything else is one column {@code value}.
 * What the columns are is found from the rows of the first batch; all later ones must be of the same kind. Confined to one thread.
 */
public final class ArrowFileWriter implements AutoCloseable {

    private static final int FIRST_BYTES = 1_024;

    private final CountingStream stream;
    private final IpcWriter out;
    private final BatchOptions options;
    private final TableWriter table = new TableWriter();
    private final BatchParts parts = new BatchParts();
    private final List<long[]> blocks = new ArrayList<>();
    private boolean begun;

    /** @param out stays open */
    public ArrowFileWriter(OutputStream out, BatchOptions options) {
        this.stream = new CountingStream(out);
        this.out = new IpcWriter(stream, options.compression());
        this.options = options;
    }

    /**
     * Writes a row.
     *
     * @throws IllegalArgumentException if it is null, of another class than those before, or has no Arrow columns
     */
    public void write(Object row) {
        table.add(row);
        if (table.rows() >= options.rows() || table.bytes() >= options.bytes()) {
            try {
                flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void flush() throws IOException {
        if (!begun) {
            begun = true;
            stream.write(ArrowTable.MAGIC);
            stream.write(new byte[Ipc.ALIGNMENT - ArrowTable.MAGIC.length]);
            out.schema(table.shapes(), false);
        }
        if (table.rows() > 0) {
            parts.clear();
            table.describe(parts);
            long start = stream.count();
            int metadata = out.batch(table.rows(), parts);
            blocks.add(new long[] {start, metadata, stream.count() - start - metadata});
            table.clear();
        }
    }

    /** Writes what is left, and the footer. A file without rows has no columns either. */
    @Override
    public void close() {
        try {
            flush();
            out.end();
            FlatBufferBuilder builder = new FlatBufferBuilder(FIRST_BYTES);
            int schema = new FieldWriter(builder, false).schema(table.shapes());
            Footer.startDictionariesVector(builder, 0);
            int dictionaries = builder.endVector();
            Footer.startRecordBatchesVector(builder, blocks.size());
            for (long[] block : blocks.reversed()) {
                Block.createBlock(builder, block[0], (int) block[1], block[2]);
            }
            int batches = builder.endVector();
            builder.finish(Footer.createFooter(builder, MetadataVersion.V5, schema, dictionaries, batches, 0));
            byte[] footer = builder.sizedByteArray();
            GrowingBytes end = new GrowingBytes();
            end.put(footer, footer.length);
            end.putInt(footer.length);
            end.put(ArrowTable.MAGIC, ArrowTable.MAGIC.length);
            stream.write(end.bytes(), 0, end.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

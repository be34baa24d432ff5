package dev.kinglet.format;

import dev.kinglet.ArrowSink;
import dev.kinglet.columns.ArrowFileWriter;
import dev.kinglet.columns.BatchCompression;
import dev.kinglet.columns.BatchOptions;
import java.io.OutputStream;

/** Records as an Arrow IPC file. */
final class ArrowWriter implements RecordWriter<Object> {

    /** Large enough that a batch's metadata weighs little, small enough that a file can be shared among calls. */
    private static final int BATCH_BYTES = 8 << 20;

    private static final int BATCH_ROWS = 1 << 17;

    private final ArrowFileWriter file;

    ArrowWriter(ArrowSink sink, OutputStream stream) {
        BatchCompression compression =
                BatchCompression.valueOf(sink.compression().name());
        file = new ArrowFileWriter(stream, new BatchOptions(compression, BATCH_ROWS, BATCH_BYTES));
    }

    @Override
    public void write(Object item) {
        file.write(item);
    }

    @Override
    public void close() {
        file.close();
    }
}

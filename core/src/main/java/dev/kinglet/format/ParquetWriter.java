package dev.kinglet.format;

import dev.kinglet.ParquetSink;
import dev.kinglet.columns.ParquetFileWriter;
import java.io.OutputStream;

/** Records as a Parquet file. */
final class ParquetWriter implements RecordWriter<Object> {

    /** Row groups are what calls share a file by, and what a writer keeps in memory. */
    private static final int GROUP_BYTES = 16 << 20;

    private static final int GROUP_ROWS = 1 << 20;

    private final ParquetFileWriter file;

    ParquetWriter(ParquetSink sink, OutputStream stream) {
        ParquetFileWriter.Codec codec =
                ParquetFileWriter.Codec.valueOf(sink.compression().name());
        file = new ParquetFileWriter(stream, codec, GROUP_ROWS, GROUP_BYTES);
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

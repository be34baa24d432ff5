package dev.kinglet.format;

import dev.kinglet.ArrowSink;
import dev.kinglet.Compression;
import dev.kinglet.CsvSink;
import dev.kinglet.FixedSink;
import dev.kinglet.JsonSink;
import dev.kinglet.ParquetSink;
import dev.kinglet.Sink;
import dev.kinglet.TextSink;
import dev.kinglet.source.Compressed;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Opens what writes the records of a sink to one object. */
public final class RecordWriters {

    private static final int BUFFER_BYTES = 64 << 10;

    private RecordWriters() {}

    /**
     * A writer of a sink's records.
     *
     * @param stream where the object's bytes go; the writer leaves it open, and writes to it in pieces of many kilobytes
     */
    @SuppressWarnings("unchecked") // each kind of sink has a writer of its own records
    public static <T> RecordWriter<T> open(Sink<T> sink, OutputStream stream) {
        return (RecordWriter<T>) writer(sink, stream);
    }

    private static RecordWriter<?> writer(Sink<?> sink, OutputStream stream) {
        if (sink instanceof TextSink text) {
            return new TextWriter(text.delimiter(), buffered(text, text.compression(), stream));
        }
        if (sink instanceof CsvSink csv) {
            return new CsvWriter(csv, buffered(csv, csv.compression(), stream));
        }
        if (sink instanceof JsonSink json) {
            return new JsonLinesWriter(buffered(json, json.compression(), stream));
        }
        if (sink instanceof ArrowSink arrow) {
            return new ArrowWriter(arrow, stream);
        }
        if (sink instanceof ParquetSink parquet) {
            return new ParquetWriter(parquet, stream);
        }
        if (sink instanceof FixedSink fixed) {
            return new FixedWriter(fixed.recordBytes(), buffered(fixed, fixed.compression(), stream));
        }
        throw unknown(sink);
    }

    /** What the names of a sink's objects end with: {@code .csv.gz}. */
    public static String extension(Sink<?> sink) {
        if (sink instanceof TextSink text) {
            return ".txt" + text.compression().extension();
        }
        if (sink instanceof CsvSink csv) {
            return ".csv" + csv.compression().extension();
        }
        if (sink instanceof JsonSink json) {
            return ".jsonl" + json.compression().extension();
        }
        if (sink instanceof ArrowSink) {
            return ".arrow";
        }
        if (sink instanceof ParquetSink) {
            return ".parquet";
        }
        if (sink instanceof FixedSink fixed) {
            return ".bin" + fixed.compression().extension();
        }
        throw unknown(sink);
    }

    private static IllegalArgumentException unknown(Sink<?> sink) {
        return new IllegalArgumentException(
                "a sink of " + sink.getClass().getName() + " cannot be written; make sinks by dev.kinglet.Sinks");
    }

    private static OutputStream buffered(Sink<?> sink, Compression compression, OutputStream stream) {
        try {
            return new BufferedOutputStream(Compressed.compress(compression, stream, sink.location()), BUFFER_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

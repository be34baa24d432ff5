package dev.kinglet;

/** Makes sinks: {@code dataset.write(Sinks.csv("s3://out/counts"))}. Locations are folders or {@code s3://bucket/prefix}. */
public final class Sinks {

    private Sinks() {}

    /** A line for each text. One that has an end of line within fails the action: it would be read back as two. */
    public static TextSink text(String location) {
        return new TextSink(location, "\n", Compression.NONE);
    }

    /** A row for each record, under the names of the columns. */
    public static CsvSink csv(String location) {
        return new CsvSink(location, ',', true, Compression.NONE);
    }

    /** A line of JSON for each record. */
    public static JsonSink json(String location) {
        return new JsonSink(location, Compression.NONE);
    }

    /** Arrow IPC files with a column for each component. */
    public static ArrowSink arrow(String location) {
        return new ArrowSink(location, ArrowSink.Buffers.LZ4);
    }

    /** Parquet files with a column for each component. */
    public static ParquetSink parquet(String location) {
        return new ParquetSink(location, ParquetSink.Pages.GZIP);
    }

    /** Binary records of one length. */
    public static FixedSink fixed(int recordBytes, String location) {
        return new FixedSink(location, recordBytes, Compression.NONE);
    }
}

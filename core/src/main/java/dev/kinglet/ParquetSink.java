package dev.kinglet;

/**
 * Apache Parquet files. The columns are the components of the records: numbers, text, byte arrays, dates and times,
 * enums, decimals of one scale, records and lists of these; anything else is one column, {@code value}. All records of a job are of one class.
 *
 * @param location see {@link Sink}
 * @param compression of the pages: GZIP by default, as every reader knows it
 */
public record ParquetSink(String location, Pages compression) implements Sink<Object> {

    /** How Parquet compresses pages. */
    public enum Pages {
        /** Not at all. */
        NONE,
        /** Known to every reader. */
        GZIP,
        /** Parquet's {@code LZ4_RAW}: fast, but not known to older readers. */
        LZ4,
        /** Smallest; needs {@code com.github.luben:zstd-jni} on the class path. */
        ZSTD
    }

    /** See {@link Pages}. */
    public ParquetSink compressed(Pages value) {
        return new ParquetSink(location, value);
    }
}

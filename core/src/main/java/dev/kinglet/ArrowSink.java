package dev.kinglet;

/**
 * Apache Arrow IPC files. The columns are the components of the records; anything else is one column, {@code value}. All records of a job
 * are of one class. Components may be what {@link Sources#arrow} reads, records and lists of it too.
 *
 * @param location see {@link Sink}
 * @param compression of each column's bytes: LZ4 by default
 */
public record ArrowSink(String location, Buffers compression) implements Sink<Object> {

    /** How Arrow compresses the bytes of a column. */
    public enum Buffers {
        /** Not at all. */
        NONE,
        /** Fast. */
        LZ4,
        /** Smaller; needs {@code com.github.luben:zstd-jni} on the class path. */
        ZSTD
    }

    /** See {@link Buffers}. */
    public ArrowSink compressed(Buffers value) {
        return new ArrowSink(location, value);
    }
}

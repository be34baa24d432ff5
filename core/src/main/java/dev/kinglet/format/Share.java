package dev.kinglet.format;

/** What one call reads of a source: some ranges of objects, or some of the values. Travels to the worker. */
public interface Share<T> {

    /** About how many bytes it reads. */
    long bytes();

    /** The records, each exactly once, in the order of the objects and within them. */
    RecordCursor<T> open(BadRecordListener badRecords);
}

package dev.kinglet.format;

/** How the bytes of objects become records. Travels to the worker within a share. */
public interface ObjectFormat<T> {

    /** That an object is read whole. */
    int WHOLE = 0;

    /** The number of bytes at whose multiples an uncompressed object may be cut into ranges, or {@link #WHOLE}. */
    int cutBytes();

    /** The records of a range: those whose first byte is in it. What they hold beyond its end is read, too. */
    RecordCursor<T> open(ObjectRange range, BadRecordListener badRecords);
}

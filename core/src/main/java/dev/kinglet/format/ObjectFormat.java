package dev.kinglet.format;

import dev.kinglet.ObjectInput;
import org.jspecify.annotations.Nullable;

/** How the bytes of objects become records. Travels to the worker within a share. */
public interface ObjectFormat<T> {

    /** That an object is read whole. */
    int WHOLE = 0;

    /** The number of bytes at whose multiples an uncompressed object may be cut into ranges, or {@link #WHOLE}. */
    int cutBytes();

    /**
     * All of an object that can be cut, with what ranges of it have to know; or null where it has to be read from its beginning after all.
     * May look at the object. Called for objects that are about to be cut.
     */
    default @Nullable ObjectRange cuttable(ObjectInput object) {
        return ObjectRange.whole(object);
    }

    /** The records of a range: those whose first byte is in it. What they hold beyond its end is read, too. */
    RecordCursor<T> open(ObjectRange range, BadRecordListener badRecords);
}

package dev.kinglet.format;

import dev.kinglet.ObjectInput;
import dev.kinglet.RemoteFunction;
import dev.kinglet.closure.UndecodableException;
import java.util.List;

/** One record of a whole object. */
record ReaderFormat<T>(RemoteFunction<ObjectInput, T> reader) implements ObjectFormat<T> {

    @Override
    public int cutBytes() {
        return WHOLE;
    }

    @Override
    public RecordCursor<T> open(ObjectRange range, BadRecordListener badRecords) {
        try {
            return new ValuesCursor<>(List.of(reader.apply(range.object())).iterator());
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new UndecodableException(range.name() + " cannot be read: " + e, null, e);
        }
    }
}

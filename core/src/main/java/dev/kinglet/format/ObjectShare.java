package dev.kinglet.format;

import java.util.List;

/** Some ranges of objects, in their order. */
record ObjectShare<T>(ObjectFormat<T> format, List<ObjectRange> ranges) implements Share<T> {

    @Override
    public long bytes() {
        long bytes = 0;
        for (ObjectRange range : ranges) {
            bytes += range.bytes();
        }
        return bytes;
    }

    @Override
    public RecordCursor<T> open(BadRecordListener badRecords) {
        return new RangesCursor<>(format, ranges, badRecords);
    }
}

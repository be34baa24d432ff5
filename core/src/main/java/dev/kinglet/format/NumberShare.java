package dev.kinglet.format;

import java.util.stream.LongStream;

/** Some of a range's numbers. */
record NumberShare(long from, long to) implements Share<Long> {

    @Override
    public long bytes() {
        return Math.min(to - from, Long.MAX_VALUE / Long.BYTES) * Long.BYTES;
    }

    @Override
    public RecordCursor<Long> open(BadRecordListener badRecords) {
        return new ValuesCursor<>(LongStream.range(from, to).iterator());
    }
}

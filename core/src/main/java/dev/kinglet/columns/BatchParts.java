package dev.kinglet.columns;

import java.util.ArrayList;
import java.util.List;

/** What a batch consists of, in Arrow's order: columns before those inside them, and each one's buffers. */
final class BatchParts {

    private static final GrowingBytes NO_BYTES = new GrowingBytes();

    private final List<long[]> columns = new ArrayList<>();
    private final List<GrowingBytes> buffers = new ArrayList<>();

    void column(int slots, int nulls) {
        columns.add(new long[] {slots, nulls});
    }

    void buffer(GrowingBytes buffer) {
        buffers.add(buffer);
    }

    void noBuffer() {
        buffers.add(NO_BYTES);
    }

    /** Slots and nulls of each column. */
    List<long[]> columns() {
        return columns;
    }

    List<GrowingBytes> buffers() {
        return buffers;
    }

    void clear() {
        columns.clear();
        buffers.clear();
    }
}

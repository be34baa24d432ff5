package dev.kinglet.columns;

import java.util.ArrayList;
import java.util.List;

/** A batch that was read, from which the columns take their parts in Arrow's order. Its arrays are used again for the next one. */
final class Batch {

    private final List<Chunk> chunks = new ArrayList<>();
    private long[] slots = {};
    private long[] nulls = {};
    private int buffers;
    private int nextColumn;
    private int nextBuffer;

    void begin(int columnCount, int bufferCount) {
        slots = new long[columnCount];
        nulls = new long[columnCount];
        buffers = bufferCount;
        nextColumn = 0;
        nextBuffer = 0;
        while (chunks.size() < bufferCount) {
            chunks.add(new Chunk());
        }
    }

    void column(int index, long slotCount, long nullCount) {
        slots[index] = slotCount;
        nulls[index] = nullCount;
    }

    Chunk chunk(int index) {
        return chunks.get(index);
    }

    /** How many slots the next column has. */
    int slots() {
        return nextColumn < slots.length ? Math.toIntExact(slots[nextColumn]) : 0;
    }

    /** Moves on to the next column and says how many of its slots are null. */
    int takeColumn() {
        if (nextColumn >= nulls.length) {
            throw new ColumnsException("a batch has " + nulls.length + " columns, fewer than its schema");
        }
        return (int) nulls[nextColumn++];
    }

    /** Passes over a field that is not wanted. */
    void skip(FieldLayout layout) {
        nextColumn += layout.columns();
        nextBuffer += layout.buffers();
    }

    Chunk takeBuffer() {
        if (nextBuffer >= buffers) {
            throw new ColumnsException("a batch has " + buffers + " buffers, fewer than its schema wants");
        }
        return chunks.get(nextBuffer++);
    }
}

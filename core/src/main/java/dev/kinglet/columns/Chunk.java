package dev.kinglet.columns;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** One buffer of a batch that was read. */
final class Chunk {

    private byte[] bytes = {};
    private ByteBuffer view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    private int size;

    /** Room for so many bytes, which the caller fills. */
    byte[] ofSize(int newSize) {
        if (newSize > bytes.length) {
            bytes = new byte[newSize];
            view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }
        size = newSize;
        return bytes;
    }

    int size() {
        return size;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Little-endian, from the first byte; what lies beyond the size means nothing. */
    ByteBuffer view() {
        return view;
    }

    boolean bit(int row) {
        return (bytes[row >> 3] >> (row & 7) & 1) != 0;
    }
}

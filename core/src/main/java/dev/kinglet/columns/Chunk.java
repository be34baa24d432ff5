package dev.kinglet.columns;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

/** One buffer of a batch that was read. */
final class Chunk {

    private static final int FIRST_BYTES = 1 << 20;

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
        view.limit(newSize);
        return bytes;
    }

    /** Takes over so many bytes of a stream. Room is made as they come: a length that was damaged must not cost memory. */
    void fill(InputStream in, int length) throws IOException {
        int got = 0;
        while (got < length) {
            int step = Math.min(length - got, Math.max(got, FIRST_BYTES));
            if (got + step > bytes.length) {
                grow(got, got + step);
            }
            int read = in.readNBytes(bytes, got, step);
            got += read;
            if (read < step) {
                throw new EOFException("the Arrow stream stops inside a message or before its end: it was cut off");
            }
        }
        ofSize(length);
    }

    private void grow(int kept, int length) {
        bytes = Arrays.copyOf(Arrays.copyOf(bytes, kept), length);
        view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    int size() {
        return size;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Little-endian, from the first byte, and up to the size: what was not read cannot be taken for values. */
    ByteBuffer view() {
        return view;
    }

    /** Throws unless so many bytes from {@code start} on were read. */
    void check(int start, int length) {
        Objects.checkFromIndexSize(start, length, size);
    }

    boolean bit(int row) {
        Objects.checkIndex(row >> 3, size);
        return (bytes[row >> 3] >> (row & 7) & 1) != 0;
    }
}

package dev.kinglet.columns;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes that grow, little-endian as Arrow wants them. */
final class GrowingBytes {

    private static final int FIRST_BYTES = 64;

    /** What the JVM allows an array to have, less some words. */
    private static final int MAX_BYTES = Integer.MAX_VALUE - 16;

    private byte[] bytes = new byte[FIRST_BYTES];
    private ByteBuffer view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    private int size;

    int size() {
        return size;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Forgets what is beyond. */
    void cut(int newSize) {
        size = newSize;
    }

    void putByte(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    void putShort(int value) {
        reserve(Short.BYTES);
        view.putShort(size, (short) value);
        size += Short.BYTES;
    }

    void putInt(int value) {
        reserve(Integer.BYTES);
        view.putInt(size, value);
        size += Integer.BYTES;
    }

    void putLong(long value) {
        reserve(Long.BYTES);
        view.putLong(size, value);
        size += Long.BYTES;
    }

    void put(byte[] source, int length) {
        put(source, 0, length);
    }

    void put(byte[] source, int start, int length) {
        reserve(length);
        System.arraycopy(source, start, bytes, size, length);
        size += length;
    }

    void putZeros(int count) {
        reserve(count);
        Arrays.fill(bytes, size, size + count, (byte) 0);
        size += count;
    }

    short getShort(int at) {
        return view.getShort(at);
    }

    int getInt(int at) {
        return view.getInt(at);
    }

    long getLong(int at) {
        return view.getLong(at);
    }

    void setInt(int at, int value) {
        view.putInt(at, value);
    }

    /** Makes room for so many more. */
    void reserve(int more) {
        if (more > bytes.length - size) {
            grow(more);
        }
    }

    private void grow(int more) {
        long needed = (long) size + more;
        if (needed > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "one row holds " + needed + " bytes in one column; at most " + MAX_BYTES + " fit. Split the row.");
        }
        bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_BYTES, Math.max(needed, 2L * bytes.length)));
        view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}

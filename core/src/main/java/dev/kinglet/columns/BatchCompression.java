package dev.kinglet.columns;

import org.apache.arrow.flatbuf.CompressionType;

/** How the buffers of a batch are compressed. */
public enum BatchCompression {
    NONE,
    /** Some hundred megabytes a second each way, in plain Java. */
    LZ4,
    /** Smaller and slower; needs {@code com.github.luben:zstd-jni} on the class path, here and on the workers. */
    ZSTD;

    /** Below this many bytes compression saves nothing. */
    private static final int LEAST_BYTES = 64;

    private static final int NOT_COMPRESSED = -1;

    byte code() {
        return this == ZSTD ? CompressionType.ZSTD : CompressionType.LZ4_FRAME;
    }

    static BatchCompression of(byte code) {
        if (code == CompressionType.ZSTD) {
            return ZSTD;
        }
        if (code == CompressionType.LZ4_FRAME) {
            return LZ4;
        }
        throw new ColumnsException("columns are compressed by " + code + ", which is neither LZ4 nor zstd");
    }

    /** Replaces what {@code to} holds by a buffer in Arrow's form: its uncompressed size, and what it became if that is less. */
    void compress(GrowingBytes from, GrowingBytes to) {
        to.cut(0);
        if (from.size() == 0) {
            return;
        }
        to.putLong(from.size());
        if (from.size() >= LEAST_BYTES) {
            if (this == LZ4) {
                Lz4Frame.compress(from.bytes(), from.size(), to);
            } else {
                Zstandard.compress(from.bytes(), from.size(), to);
            }
        }
        if (from.size() < LEAST_BYTES || to.size() >= from.size() + Long.BYTES) {
            to.cut(0);
            to.putLong(NOT_COMPRESSED);
            to.put(from.bytes(), from.size());
        }
    }

    private boolean canHold(Chunk from, int length) {
        int bytes = from.size() - Long.BYTES;
        return this == LZ4
                ? length <= bytes * Lz4Frame.MAX_RATIO
                : Zstandard.canHold(from.bytes(), Long.BYTES, bytes, length);
    }

    /** Opens a buffer in Arrow's form. */
    void decompress(Chunk from, Chunk to) {
        if (from.size() == 0) {
            to.ofSize(0);
            return;
        }
        long size = from.size() < Long.BYTES ? Long.MIN_VALUE : from.view().getLong(0);
        if (size < NOT_COMPRESSED || size > Integer.MAX_VALUE - Long.BYTES) {
            throw new ColumnsException(
                    "a compressed buffer has " + size + " bytes: they were damaged, or are too many");
        }
        int length = (int) size;
        if (length == NOT_COMPRESSED) {
            length = from.size() - Long.BYTES;
            System.arraycopy(from.bytes(), Long.BYTES, to.ofSize(length), 0, length);
        } else if (!canHold(from, length)) {
            // Before there is room made for it: a length that was damaged must not cost memory.
            throw new ColumnsException("a compressed buffer claims " + length + " bytes, which its " + from.size()
                    + " cannot hold: they were damaged");
        } else if (this == LZ4) {
            Lz4Frame.decompress(from.bytes(), Long.BYTES, from.size(), to.ofSize(length), length);
        } else {
            Zstandard.decompress(from.bytes(), Long.BYTES, from.size(), to.ofSize(length), length);
        }
    }
}

package dev.kinglet.columns;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Frames of LZ4, as Arrow compresses buffers: a head, blocks each with its size, and a zero. */
final class Lz4Frame {

    /** The most that a byte can stand for: the length of a match grows by 255 with each. */
    static final long MAX_RATIO = 255;

    private static final int MAGIC = 0x184D2204;

    /** Version 1, each block by itself, no checksums; blocks of 4 MB at most; and the checksum of these two bytes. */
    private static final byte[] DESCRIPTOR = {0x60, 0x70, 0x73};

    private static final int BLOCK_BYTES = 4 << 20;
    private static final int STORED = 1 << 31;

    private static final int HAS_DICTIONARY = 1;
    private static final int HAS_CONTENT_CHECKSUM = 1 << 2;
    private static final int HAS_CONTENT_SIZE = 1 << 3;
    private static final int HAS_BLOCK_CHECKSUM = 1 << 4;

    private Lz4Frame() {}

    /** Adds a frame to {@code to}. */
    static void compress(byte[] from, int length, GrowingBytes to) {
        to.putInt(MAGIC);
        to.put(DESCRIPTOR, DESCRIPTOR.length);
        for (int start = 0; start < length; start += BLOCK_BYTES) {
            int size = Math.min(BLOCK_BYTES, length - start);
            int head = to.size();
            to.reserve(Integer.BYTES + Lz4Block.bound(size));
            to.putInt(0);
            int end = Lz4Block.compress(from, start, size, to.bytes(), to.size());
            to.cut(end);
            to.setInt(head, end - head - Integer.BYTES);
        }
        to.putInt(0);
    }

    /**
     * Opens a frame.
     *
     * @param to has exactly the room that is needed
     */
    static void decompress(byte[] from, int start, int end, byte[] to, int length) {
        ByteBuffer view = ByteBuffer.wrap(from, 0, end).order(ByteOrder.LITTLE_ENDIAN);
        try {
            if (view.getInt(start) != MAGIC || (view.get(start + 4) & HAS_DICTIONARY) != 0) {
                throw new ColumnsException("a buffer is no LZ4 frame: the bytes were damaged");
            }
            int flags = view.get(start + 4);
            int in = start + 7 + ((flags & HAS_CONTENT_SIZE) != 0 ? Long.BYTES : 0);
            int out = 0;
            int size = view.getInt(in);
            while (size != 0) {
                in += Integer.BYTES;
                int bytes = size & ~STORED;
                if ((size & STORED) != 0) {
                    System.arraycopy(from, in, to, out, bytes);
                    out += bytes;
                } else {
                    out = Lz4Block.decompress(from, in, in + bytes, to, out);
                }
                in += bytes + ((flags & HAS_BLOCK_CHECKSUM) != 0 ? Integer.BYTES : 0);
                size = view.getInt(in);
            }
            in += Integer.BYTES + ((flags & HAS_CONTENT_CHECKSUM) != 0 ? Integer.BYTES : 0);
            if (out != length || in != end) {
                throw new ColumnsException("a buffer should have " + length + " bytes and has " + out
                        + " when decompressed: the bytes were damaged");
            }
        } catch (IndexOutOfBoundsException e) {
            throw new ColumnsException("an LZ4 frame ends too early: the bytes were damaged", e);
        }
    }
}

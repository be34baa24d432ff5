package dev.kinglet.columns.parquet;

import dev.kinglet.columns.ColumnsException;

/** Blocks of Snappy, in plain Java: runs of literals, and references to bytes that came before. */
final class Snappy {

    /** What three bytes can become: the most. */
    private static final int MOST_TIMES = 64;

    private Snappy() {}

    static byte[] decompress(byte[] from, int start, int end, int size) {
        int at = start;
        long length = 0;
        int shift = 0;
        int part;
        do {
            if (at >= end || shift > 28) {
                throw Codecs.wrong(size);
            }
            part = from[at++];
            length |= (part & 0x7fL) << shift;
            shift += 7;
        } while (part < 0);
        if (length != size || size > (long) (end - at) * MOST_TIMES) {
            throw Codecs.wrong(size);
        }
        byte[] to = new byte[size];
        try {
            if (elements(from, at, end, to) != size) {
                throw Codecs.wrong(size);
            }
        } catch (IndexOutOfBoundsException e) {
            throw new ColumnsException("a page is no valid Snappy", e);
        }
        return to;
    }

    private static int elements(byte[] from, int start, int end, byte[] to) {
        int in = start;
        int out = 0;
        while (in < end) {
            int tag = from[in++] & 0xff;
            int length;
            int distance;
            switch (tag & 3) {
                case 0 -> {
                    length = (tag >> 2) + 1;
                    int more = length - 60;
                    if (more > 0) {
                        length = (int) Bits.at(from, end, (long) in * Byte.SIZE, more * Byte.SIZE) + 1;
                        in += more;
                    }
                    if (length <= 0 || length > end - in) {
                        throw new IndexOutOfBoundsException(length);
                    }
                    System.arraycopy(from, in, to, out, length);
                    in += length;
                    out += length;
                    continue;
                }
                case 1 -> {
                    length = ((tag >> 2) & 7) + 4;
                    distance = ((tag >> 5) << 8) | (from[in++] & 0xff);
                }
                case 2 -> {
                    length = (tag >> 2) + 1;
                    distance = (from[in] & 0xff) | ((from[in + 1] & 0xff) << 8);
                    in += 2;
                }
                default -> {
                    length = (tag >> 2) + 1;
                    distance = Bits.int32(from, in);
                    in += 4;
                }
            }
            if (distance <= 0 || distance > out || in > end) {
                throw new IndexOutOfBoundsException(distance);
            }
            copy(to, out - distance, out, length);
            out += length;
        }
        return out;
    }

    /** Copies forwards, so that what is copied may overlap with what it becomes. */
    private static void copy(byte[] bytes, int from, int to, int length) {
        if (to - from >= length) {
            System.arraycopy(bytes, from, bytes, to, length);
        } else {
            for (int i = 0; i < length; i++) {
                bytes[to + i] = bytes[from + i];
            }
        }
    }
}

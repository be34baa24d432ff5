package dev.kinglet.columns.parquet;

import dev.kinglet.columns.ColumnsException;
import dev.kinglet.columns.Lz4Block;

/** What Parquet called LZ4 before it said what it is: blocks in the frame of Hadoop, or a block as it is, as writers had it. */
final class HadoopLz4 {

    private HadoopLz4() {}

    static byte[] decompress(byte[] from, int start, int end, int size) {
        return isFramed(from, start, end, size) ? framed(from, start, end, size) : Codecs.lz4(from, start, end, size);
    }

    /** Whether the lengths in the frame lead from the first byte to the last. */
    private static boolean isFramed(byte[] from, int start, int end, int size) {
        int at = start;
        long sum = 0;
        while (end - at >= 2 * Integer.BYTES) {
            int plain = bigEndian(from, at);
            at += Integer.BYTES;
            sum += plain;
            if (plain < 0 || sum > size) {
                return false;
            }
            long made = 0;
            while (made < plain) {
                int length = end - at < Integer.BYTES ? -1 : bigEndian(from, at);
                at += Integer.BYTES;
                if (length <= 0 || length > end - at) {
                    return false;
                }
                long block = sizeOrNone(from, at, at + length);
                if (block <= 0) {
                    return false;
                }
                made += block;
                at += length;
            }
        }
        return at == end && sum == size;
    }

    private static long sizeOrNone(byte[] from, int start, int end) {
        try {
            return Lz4Block.size(from, start, end);
        } catch (ColumnsException e) {
            return -1;
        }
    }

    private static byte[] framed(byte[] from, int start, int end, int size) {
        byte[] to = new byte[size];
        int at = start;
        int out = 0;
        while (at < end) {
            int until = out + bigEndian(from, at);
            at += Integer.BYTES;
            while (out < until) {
                int length = bigEndian(from, at);
                at += Integer.BYTES;
                out = Lz4Block.decompress(from, at, at + length, to, out);
                at += length;
            }
        }
        return to;
    }

    private static int bigEndian(byte[] from, int at) {
        return Integer.reverseBytes(Bits.int32(from, at));
    }
}

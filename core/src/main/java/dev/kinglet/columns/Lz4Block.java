package dev.kinglet.columns;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Blocks of LZ4: runs of literals, each followed by a reference to bytes that came before. On arrays and in plain Java: the libraries
 * either bring native code, of whose loading the JVM warns on the user's screen, or refuse the linked blocks that other writers of Arrow
 * make.
 */
public final class Lz4Block {

    private static final int LEAST_MATCH = 4;

    /** The format wants the last five bytes to be literals, and no match to begin in the last twelve. */
    private static final int LAST_LITERALS = 5;

    private static final int MATCH_LIMIT = 12;
    private static final int MAX_DISTANCE = 65_535;
    private static final int MAX_TABLE_BITS = 13;
    private static final int MIN_TABLE_BITS = 8;

    /** After so many misses, as a power of two, the steps become longer: what does not compress is passed over. */
    private static final int SKIP_BITS = 6;

    /** A length of 15 in the token goes on in bytes of up to 255. */
    private static final int MORE = 15;

    private Lz4Block() {}

    /** The most bytes that so many can become. */
    static int bound(int length) {
        return length + length / 255 + 16;
    }

    /**
     * Compresses a block.
     *
     * @param to has room for {@link #bound} from {@code at} on
     * @return where the block ends
     */
    static int compress(byte[] from, int start, int length, byte[] to, int at) {
        int end = start + length;
        int out = at;
        int anchor = start;
        if (length > MATCH_LIMIT) {
            int bits = Math.clamp(Integer.SIZE - Integer.numberOfLeadingZeros(length), MIN_TABLE_BITS, MAX_TABLE_BITS);
            int[] table = new int[1 << bits];
            Arrays.fill(table, start - MAX_DISTANCE - 1);
            ByteBuffer view = ByteBuffer.wrap(from).order(ByteOrder.LITTLE_ENDIAN);
            int in = start;
            int misses = 1 << SKIP_BITS;
            while (in < end - MATCH_LIMIT) {
                int word = view.getInt(in);
                int slot = (word * 0x9E3779B1) >>> (Integer.SIZE - bits);
                int match = table[slot];
                table[slot] = in;
                if (in - match > MAX_DISTANCE || view.getInt(match) != word) {
                    in += misses++ >> SKIP_BITS;
                    continue;
                }
                misses = 1 << SKIP_BITS;
                while (in > anchor && match > start && from[in - 1] == from[match - 1]) {
                    in--;
                    match--;
                }
                int matched = LEAST_MATCH + common(view, in + LEAST_MATCH, match + LEAST_MATCH, end - LAST_LITERALS);
                out = literals(from, anchor, in - anchor, matched - LEAST_MATCH, to, out);
                to[out++] = (byte) (in - match);
                to[out++] = (byte) ((in - match) >> 8);
                out = rest(matched - LEAST_MATCH, to, out);
                in += matched;
                anchor = in;
            }
        }
        return literals(from, anchor, end - anchor, 0, to, out);
    }

    /** How many bytes are the same from two places on. */
    private static int common(ByteBuffer view, int one, int other, int limit) {
        int at = one;
        while (at + Long.BYTES <= limit) {
            long differing = view.getLong(at) ^ view.getLong(other + at - one);
            if (differing != 0) {
                return at - one + (Long.numberOfTrailingZeros(differing) >> 3);
            }
            at += Long.BYTES;
        }
        while (at < limit && view.get(at) == view.get(other + at - one)) {
            at++;
        }
        return at - one;
    }

    /** The token and the literals. */
    private static int literals(byte[] from, int start, int length, int matched, byte[] to, int at) {
        to[at] = (byte) ((Math.min(length, MORE) << 4) | Math.min(matched, MORE));
        int out = rest(length, to, at + 1);
        System.arraycopy(from, start, to, out, length);
        return out + length;
    }

    /** What of a length the token does not hold. */
    private static int rest(int length, byte[] to, int at) {
        int out = at;
        if (length >= MORE) {
            int left = length - MORE;
            while (left >= 255) {
                to[out++] = (byte) 255;
                left -= 255;
            }
            to[out++] = (byte) left;
        }
        return out;
    }

    /**
     * How many bytes a block becomes, found without making them: memory is taken for no more than there will be.
     *
     * @throws ColumnsException if it is no such block
     */
    public static long size(byte[] from, int start, int end) {
        long size = 0;
        int in = start;
        try {
            while (true) {
                int token = from[in++] & 0xff;
                long length = token >> 4;
                if (length == MORE) {
                    int more;
                    do {
                        more = from[in++] & 0xff;
                        length += more;
                    } while (more == 255);
                }
                size += length;
                if (length > end - in) {
                    throw new IndexOutOfBoundsException("literals go beyond the block");
                }
                in += (int) length;
                if (in >= end) {
                    return size;
                }
                in += 2;
                length = token & MORE;
                if (length == MORE) {
                    int more;
                    do {
                        more = from[in++] & 0xff;
                        length += more;
                    } while (more == 255);
                }
                size += length + LEAST_MATCH;
            }
        } catch (IndexOutOfBoundsException e) {
            throw new ColumnsException("a buffer is no valid LZ4: the bytes were damaged", e);
        }
    }

    /**
     * Decompresses a block.
     *
     * @param to may hold blocks before, which this one may refer to
     * @return where the block's bytes end
     * @throws ColumnsException if it is no such block or larger than the room in {@code to}
     */
    public static int decompress(byte[] from, int start, int end, byte[] to, int at) {
        try {
            return decompressUnchecked(from, start, end, to, at);
        } catch (IndexOutOfBoundsException e) {
            throw new ColumnsException("a buffer is no valid LZ4: the bytes were damaged", e);
        }
    }

    private static int decompressUnchecked(byte[] from, int start, int end, byte[] to, int at) {
        ByteBuffer view = ByteBuffer.wrap(to);
        int in = start;
        int out = at;
        while (true) {
            int token = from[in++] & 0xff;
            int length = token >> 4;
            if (length == MORE) {
                int more;
                do {
                    more = from[in++] & 0xff;
                    length += more;
                } while (more == 255);
            }
            System.arraycopy(from, in, to, out, length);
            in += length;
            out += length;
            if (in >= end) {
                return out;
            }
            int distance = (from[in] & 0xff) | ((from[in + 1] & 0xff) << 8);
            in += 2;
            length = token & MORE;
            if (length == MORE) {
                int more;
                do {
                    more = from[in++] & 0xff;
                    length += more;
                } while (more == 255);
            }
            length += LEAST_MATCH;
            copy(view, to, out - distance, out, length);
            out += length;
        }
    }

    /** Copies forwards, so that a match may overlap with what it makes. */
    private static void copy(ByteBuffer view, byte[] bytes, int from, int to, int length) {
        int distance = to - from;
        if (distance >= Long.BYTES && to + length + Long.BYTES <= bytes.length) {
            // Up to seven bytes too many, which the next ones overwrite.
            for (int i = 0; i < length; i += Long.BYTES) {
                view.putLong(to + i, view.getLong(from + i));
            }
        } else if (distance == 0) {
            throw new IndexOutOfBoundsException("a match refers to itself");
        } else if (distance >= length) {
            System.arraycopy(bytes, from, bytes, to, length);
        } else {
            for (int i = 0; i < length; i++) {
                bytes[to + i] = bytes[from + i];
            }
        }
    }
}

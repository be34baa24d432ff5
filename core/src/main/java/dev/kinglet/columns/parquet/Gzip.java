package dev.kinglet.columns.parquet;

import dev.kinglet.columns.ColumnsException;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Members of gzip one behind the other, each with its checksum. Straight from array to array, which streams are not. */
final class Gzip implements AutoCloseable {

    private static final int HEAD = 10;
    private static final int TAIL = 8;
    private static final int CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    /** Most pages become no more than so many times as many bytes. Beyond, room is made as they do. */
    private static final int TIMES = 8;

    private static final int LEAST_ROOM = 64 << 10;

    private @Nullable Inflater inflater;

    byte[] decompress(byte[] from, int start, int end, int size) {
        try {
            byte[] to = new byte[(int) Math.min(size, Math.max(LEAST_ROOM, (long) TIMES * (end - start)))];
            int in = start;
            int out = 0;
            do {
                in = head(from, in, end);
                Inflater now = inflater();
                now.reset();
                now.setInput(from, in, end - in);
                int begin = out;
                while (!now.finished()) {
                    if (out == to.length && out < size) {
                        to = Arrays.copyOf(to, (int) Math.min(size, 2L * to.length));
                    }
                    int made = now.inflate(to, out, to.length - out);
                    if (made == 0 && !now.finished() && (out == size || now.needsInput() || now.needsDictionary())) {
                        throw Codecs.wrong(size);
                    }
                    out += made;
                }
                in += (int) now.getBytesRead();
                checkTail(from, in, end, to, begin, out);
                in += TAIL;
            } while (in < end);
            return out == to.length ? to : Arrays.copyOf(to, out);
        } catch (DataFormatException | IndexOutOfBoundsException e) {
            throw new ColumnsException("a page is no valid gzip: " + e.getMessage(), e);
        }
    }

    private Inflater inflater() {
        Inflater made = inflater;
        if (made == null) {
            made = new Inflater(true);
            inflater = made;
        }
        return made;
    }

    /** Where what is compressed begins. */
    private static int head(byte[] from, int start, int end) {
        if (end - start < HEAD + TAIL
                || from[start] != 0x1f
                || (from[start + 1] & 0xff) != 0x8b
                || from[start + 2] != 8) {
            throw new ColumnsException("a page is no valid gzip: its head is another");
        }
        int flags = from[start + 3];
        int at = start + HEAD;
        if ((flags & EXTRA) != 0) {
            at += 2 + ((from[at] & 0xff) | ((from[at + 1] & 0xff) << 8));
        }
        if ((flags & NAME) != 0) {
            at = behindZero(from, at);
        }
        if ((flags & COMMENT) != 0) {
            at = behindZero(from, at);
        }
        at += (flags & CHECKSUM) != 0 ? 2 : 0;
        if (at > end) {
            throw new ColumnsException("a page is no valid gzip: its head has no end");
        }
        return at;
    }

    private static int behindZero(byte[] from, int start) {
        int at = start;
        while (from[at] != 0) {
            at++;
        }
        return at + 1;
    }

    private static void checkTail(byte[] from, int at, int end, byte[] to, int begin, int out) {
        CRC32 checksum = new CRC32();
        checksum.update(to, begin, out - begin);
        if (end - at < TAIL || Bits.int32(from, at) != (int) checksum.getValue()) {
            throw new ColumnsException("a page has another checksum than its gzip says");
        }
    }

    @Override
    public void close() {
        if (inflater != null) {
            inflater.end();
        }
    }
}

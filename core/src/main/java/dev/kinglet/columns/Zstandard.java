package dev.kinglet.columns;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** The only class here that touches the library for zstd, which is there only where somebody put it on the class path. */
public final class Zstandard {

    /** The fastest of the ordinary levels: exchanged rows are read once or twice. */
    private static final int LEVEL = 1;

    private Zstandard() {}

    /** Adds what the bytes become to {@code to}. */
    static void compress(byte[] from, int length, GrowingBytes to) {
        try {
            int room = Math.toIntExact(Zstd.compressBound(length));
            to.reserve(room);
            long size = Zstd.compressByteArray(to.bytes(), to.size(), room, from, 0, length, LEVEL);
            if (Zstd.isError(size)) {
                throw new IllegalStateException("zstd cannot compress: " + Zstd.getErrorName(size));
            }
            to.cut(to.size() + (int) size);
        } catch (NoClassDefFoundError e) {
            throw missing(e);
        }
    }

    /**
     * Decompresses what may be damaged: takes memory only as the bytes themselves say how many they become, or as they become them.
     *
     * @param size how many they should become
     */
    public static byte[] decompress(byte[] from, int start, int end, int size) {
        try {
            long known = Zstd.getFrameContentSize(from, start, end - start, false);
            if (known == size) {
                byte[] to = new byte[size];
                decompress(from, start, end, to, size);
                return to;
            }
            // Several frames, or one that does not say how long it is.
            try (ZstdInputStream in = new ZstdInputStream(new ByteArrayInputStream(from, start, end - start))) {
                byte[] to = in.readNBytes(size);
                return in.read() >= 0 ? new byte[0] : to;
            }
        } catch (IOException | ZstdException e) {
            throw new ColumnsException("a buffer is no valid zstd: the bytes were damaged", e);
        } catch (NoClassDefFoundError e) {
            throw missing(e);
        }
    }

    /** Whether a frame may be of so many bytes: most say of how many they are. */
    static boolean canHold(byte[] from, int start, int bytes, int length) {
        if (bytes <= 0) {
            return false;
        }
        try {
            long size = Zstd.getFrameContentSize(from, start, bytes);
            return size < 0 || size == length;
        } catch (NoClassDefFoundError e) {
            throw missing(e);
        }
    }

    static void decompress(byte[] from, int start, int end, byte[] to, int length) {
        try {
            long size = Zstd.decompressByteArray(to, 0, length, from, start, end - start);
            if (size != length) {
                throw new ColumnsException("a buffer is no valid zstd of " + length + " bytes: the bytes were damaged");
            }
        } catch (ZstdException e) {
            throw new ColumnsException("a buffer is no valid zstd: the bytes were damaged", e);
        } catch (NoClassDefFoundError e) {
            throw missing(e);
        }
    }

    private static ColumnsException missing(NoClassDefFoundError e) {
        return new ColumnsException(
                "columns compressed by zstd need com.github.luben:zstd-jni, which is not on the class path;"
                        + " add it, or choose LZ4",
                e);
    }
}

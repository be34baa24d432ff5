package dev.kinglet.columns.parquet;

import dev.kinglet.columns.ColumnsException;
import dev.kinglet.columns.Lz4Block;
import dev.kinglet.columns.Zstandard;

/**
 * Decompresses pages. How many bytes a page becomes stands in its head, which no checksum covers: memory is taken only for what the
 * compressed bytes can become, or as they become it. Confined to one thread.
 */
final class Codecs implements AutoCloseable {

    static final int NONE = 0;
    private static final int SNAPPY = 1;
    private static final int GZIP = 2;
    private static final int LZO = 3;
    private static final int BROTLI = 4;
    private static final int LZ4_FRAMED = 5;
    private static final int ZSTD = 6;
    private static final int LZ4 = 7;

    private final Gzip gzip = new Gzip();

    /** Why chunks that are compressed so cannot be read, or null. */
    static @org.jspecify.annotations.Nullable String refusal(int codec) {
        return switch (codec) {
            case NONE, SNAPPY, GZIP, LZ4_FRAMED, LZ4, ZSTD, BROTLI -> null;
            case LZO -> "is compressed by LZO, which Kinglet does not read; write it again with another codec";
            default -> "is compressed by codec " + codec + ", which Parquet does not have";
        };
    }

    /**
     * What some bytes become.
     *
     * @param size how many they are said to become, which must be right
     */
    byte[] decompress(int codec, byte[] from, int start, int end, int size) {
        byte[] bytes = switch (codec) {
            case SNAPPY -> Snappy.decompress(from, start, end, size);
            case GZIP -> gzip.decompress(from, start, end, size);
            case BROTLI -> Brotli.decompress(from, start, end, size);
            case LZ4_FRAMED -> HadoopLz4.decompress(from, start, end, size);
            case ZSTD -> Zstandard.decompress(from, start, end, size);
            case LZ4 -> lz4(from, start, end, size);
            default -> throw new ColumnsException("a page is compressed by codec " + codec);
        };
        if (bytes.length != size) {
            throw wrong(size);
        }
        return bytes;
    }

    static byte[] lz4(byte[] from, int start, int end, int size) {
        if (Lz4Block.size(from, start, end) != size) {
            throw wrong(size);
        }
        byte[] bytes = new byte[size];
        Lz4Block.decompress(from, start, end, bytes, 0);
        return bytes;
    }

    static ColumnsException wrong(int size) {
        return new ColumnsException("a page does not decompress to the " + size + " bytes that it is said to have");
    }

    @Override
    public void close() {
        gzip.close();
    }
}

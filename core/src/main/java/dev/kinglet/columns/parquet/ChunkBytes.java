package dev.kinglet.columns.parquet;

import dev.kinglet.columns.ColumnsException;
import dev.kinglet.columns.StoredBytes;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Bytes of an object from one offset to another, read in blocks as they are asked for. */
final class ChunkBytes {

    private final StoredBytes object;
    private final long end;
    private final int blockBytes;
    private byte[] block = {};
    private long blockStart;

    /**
     * Reads nothing yet.
     *
     * @param end nothing beyond is read
     * @param blockBytes how many are read at once where fewer are asked for
     */
    ChunkBytes(StoredBytes object, long start, long end, int blockBytes) {
        this.object = object;
        this.blockStart = start;
        this.end = end;
        this.blockBytes = blockBytes;
    }

    /** Bytes that were read already. */
    static ChunkBytes of(StoredBytes object, byte[] block, long blockStart, long end, int blockBytes) {
        ChunkBytes bytes = new ChunkBytes(object, blockStart, end, blockBytes);
        bytes.block = block;
        return bytes;
    }

    /** How many there are from an offset on. */
    long left(long offset) {
        return end - offset;
    }

    /** The array with the last bytes that were asked for. It is not changed by asking for others. */
    byte[] block() {
        return block;
    }

    /**
     * Sees to it that the block has some bytes.
     *
     * @return where they lie in it
     */
    int require(long offset, int length) {
        if (length < 0 || length > end - offset) {
            throw new ColumnsException(
                    length + " bytes are said to lie at byte " + offset + ", where the columns end at " + end);
        }
        if (offset < blockStart || offset + length > blockStart + block.length) {
            block = read(object, offset, (int) Math.min(end - offset, Math.max(length, blockBytes)));
            blockStart = offset;
        }
        return (int) (offset - blockStart);
    }

    static byte[] read(StoredBytes object, long offset, int length) {
        try (InputStream in = object.open(offset, length)) {
            byte[] bytes = new byte[length];
            if (in.readNBytes(bytes, 0, length) < length) {
                throw new EOFException("it has become shorter than it was");
            }
            return bytes;
        } catch (EOFException e) {
            throw new ColumnsException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

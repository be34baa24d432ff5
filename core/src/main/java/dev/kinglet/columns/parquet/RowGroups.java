package dev.kinglet.columns.parquet;

import dev.kinglet.columns.ColumnsException;
import dev.kinglet.columns.StoredBytes;
import java.util.ArrayList;
import java.util.List;

/** Reads the chosen columns of row groups, one group after the other. Confined to one thread. */
final class RowGroups {

    /** Chunks that lie so close are read by one request, and what lies between them for nothing. */
    private static final int AT_ONCE_BYTES = 8 << 20;

    /** All columns together have about so many bytes in memory that are not decoded. */
    private static final int ALL_BLOCKS_BYTES = 64 << 20;

    private static final int LEAST_BLOCK_BYTES = 64 << 10;

    /** Some writers of old forgot the head of the dictionary where they say how long a chunk is. */
    private static final int FORGOTTEN_BYTES = 128;

    private static final int MOST_ROWS = 2_048;
    private static final long BATCH_VALUES = 1 << 18;
    private static final long BATCH_BYTES = 8 << 20;

    private final StoredBytes object;
    private final long dataEnd;
    private final Codecs codecs;
    private final List<Parts> columns = new ArrayList<>();
    private final List<LeafReader> readers = new ArrayList<>();
    private int rowsAtOnce = MOST_ROWS;

    /** @param dataEnd where the footer begins */
    RowGroups(StoredBytes object, long dataEnd, Codecs codecs) {
        this.object = object;
        this.dataEnd = dataEnd;
        this.codecs = codecs;
    }

    /** Adds a column that is to be read. */
    void add(Parts column) {
        columns.add(column);
        readers.addAll(column.readers());
    }

    /** @param number of the group, for messages */
    void open(Footer.Group group, int number) {
        long start = Long.MAX_VALUE;
        long end = 0;
        long bytes = 0;
        long values = 0;
        for (LeafReader reader : readers) {
            Footer.Chunk chunk = group.chunks().get(reader.node().leaf());
            String refusal = chunk.refusal() == null ? Codecs.refusal(chunk.codec()) : chunk.refusal();
            if (refusal != null) {
                throw new ColumnsException(
                        "column " + reader.node().path() + ", row group " + number + ": it " + refusal);
            }
            start = Math.min(start, chunk.start());
            end = Math.max(end, chunk.start() + chunk.bytes());
            bytes += Math.max(chunk.plainBytes(), chunk.bytes());
            values = Math.max(values, chunk.values());
        }
        rowsAtOnce = rowsAtOnce(group.rows(), values, bytes);
        boolean together = end - start <= AT_ONCE_BYTES;
        long behind = Math.min(dataEnd, end + FORGOTTEN_BYTES);
        byte[] all = together ? ChunkBytes.read(object, start, (int) (behind - start)) : new byte[0];
        int blockBytes = Math.clamp(ALL_BLOCKS_BYTES / readers.size(), LEAST_BLOCK_BYTES, AT_ONCE_BYTES);
        for (LeafReader reader : readers) {
            Footer.Chunk chunk = group.chunks().get(reader.node().leaf());
            long chunkEnd = Math.min(dataEnd, chunk.start() + chunk.bytes() + FORGOTTEN_BYTES);
            ChunkBytes from = ChunkBytes.of(object, all, start, chunkEnd, blockBytes);
            reader.open(new PageReader(from, number, reader.node(), reader.type(), chunk, codecs));
        }
    }

    /** As many rows as may well lie in memory, by what the footer says of a row on average. */
    private static int rowsAtOnce(long rows, long values, long bytes) {
        double most = Math.min(
                (double) rows * BATCH_VALUES / Math.max(1, values), (double) rows * BATCH_BYTES / Math.max(1, bytes));
        return Math.clamp((long) most, 1, MOST_ROWS);
    }

    int rowsAtOnce() {
        return rowsAtOnce;
    }

    /**
     * Reads some rows of the group.
     *
     * @param last whether it has no more
     */
    void read(int rows, boolean last) {
        for (LeafReader reader : readers) {
            reader.read(rows, last);
        }
        columns.forEach(Parts::check);
    }
}

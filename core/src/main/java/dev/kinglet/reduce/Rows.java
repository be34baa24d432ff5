package dev.kinglet.reduce;

import dev.kinglet.columns.RowReader;
import dev.kinglet.columns.Seal;
import dev.kinglet.storage.ObjectStore;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The rows of neighbouring blocks, read range by range. Confined to one thread. */
final class Rows implements Iterator<Object>, AutoCloseable {

    private final RowReader reader;

    private Rows(RowReader reader) {
        this.reader = reader;
    }

    /**
     * Opens the rows of some ranges. Their first pieces are asked for at the same time, since a store answers many requests as fast
     * as one.
     *
     * @param pieceBytes how many bytes a request asks for at most
     */
    static List<Rows> open(ObjectStore store, List<BlockRange> ranges, int pieceBytes, ClassLoader loader, Seal seal) {
        List<RangeStream> streams = ranges.stream()
                .map(range -> new RangeStream(store, range, pieceBytes))
                .toList();
        if (streams.size() > 1) {
            Parallel.forEach(streams, RangeStream::fetch);
        }
        return streams.stream()
                .map(stream -> new Rows(new RowReader(stream, loader, seal)))
                .toList();
    }

    @Override
    public boolean hasNext() {
        return reader.hasNext();
    }

    @Override
    public Object next() {
        Object row = reader.next();
        if (row == null) {
            throw new NoSuchElementException("a row is null");
        }
        return row;
    }

    @Override
    public void close() {
        reader.close();
    }

    /** Rows of ranges one after the other; each is opened when its time comes. */
    static Iterator<Object> inTurn(
            ObjectStore store, List<BlockRange> ranges, int pieceBytes, ClassLoader loader, Seal seal) {
        return new Iterator<>() {
            private int next;
            private @Nullable Rows rows;

            @Override
            public boolean hasNext() {
                while (rows == null || !rows.hasNext()) {
                    if (rows != null) {
                        rows.close();
                    }
                    if (next == ranges.size()) {
                        return false;
                    }
                    rows = open(store, List.of(ranges.get(next++)), pieceBytes, loader, seal)
                            .getFirst();
                }
                return true;
            }

            @Override
            public Object next() {
                if (!hasNext() || rows == null) {
                    throw new NoSuchElementException("there are no more rows");
                }
                return rows.next();
            }
        };
    }
}

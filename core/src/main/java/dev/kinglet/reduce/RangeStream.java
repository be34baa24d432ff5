package dev.kinglet.reduce;

import dev.kinglet.storage.ObjectStore;
import java.io.InputStream;

/** Neighbouring blocks as a stream that asks for one range after the other, so that it never holds more than one. */
final class RangeStream extends InputStream {

    private static final byte[] NOTHING = {};

    private final ObjectStore store;
    private final BlockRange range;
    private final int pieceBytes;
    private long asked;
    private byte[] piece = NOTHING;
    private int position;

    RangeStream(ObjectStore store, BlockRange range, int pieceBytes) {
        this.store = store;
        this.range = range;
        this.pieceBytes = pieceBytes;
    }

    private boolean exhausted() {
        if (position == piece.length) {
            fetch();
        }
        return position == piece.length;
    }

    /** Asks for the next piece, if there is one. To be called by whoever reads, or before, to have the first piece there. */
    void fetch() {
        long left = range.length() - asked;
        if (left == 0) {
            return;
        }
        int length = (int) Math.min(left, pieceBytes);
        piece = store.get(range.object(), range.offset() + asked, length);
        if (piece.length < length) {
            throw new IllegalStateException("object " + range.object() + " ends after "
                    + (range.offset() + asked + piece.length) + " bytes, but " + (range.offset() + range.length())
                    + " were written; was it replaced?");
        }
        asked += length;
        position = 0;
    }

    @Override
    public int read() {
        return exhausted() ? -1 : piece[position++] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (exhausted()) {
            return -1;
        }
        int read = Math.min(length, piece.length - position);
        System.arraycopy(piece, position, bytes, offset, read);
        position += read;
        return read;
    }
}

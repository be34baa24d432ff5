package dev.kinglet.reduce;

import dev.kinglet.storage.ObjectStore;
import java.io.InputStream;

/** A stretch as a stream that asks for one range after the other, so that it never holds more than one. */
final class RangeStream extends InputStream {

    private static final byte[] NOTHING = {};

    private final ObjectStore store;
    private final Stretch stretch;
    private final int pieceBytes;
    private long asked;
    private byte[] piece = NOTHING;
    private int position;

    RangeStream(ObjectStore store, Stretch stretch, int pieceBytes) {
        this.store = store;
        this.stretch = stretch;
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
        long left = stretch.length() - asked;
        if (left == 0) {
            return;
        }
        int length = (int) Math.min(left, pieceBytes);
        piece = store.get(stretch.object(), stretch.offset() + asked, length);
        if (piece.length < length) {
            throw new IllegalStateException("object " + stretch.object() + " ends after "
                    + (stretch.offset() + asked + piece.length) + " bytes, but " + (stretch.offset() + stretch.length())
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

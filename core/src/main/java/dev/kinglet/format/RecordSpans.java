package dev.kinglet.format;

import dev.kinglet.source.TextEncoding;

/** Finds the records of a range in a window, one after the other. Confined to one thread. */
abstract class RecordSpans {

    final ByteWindow window;
    final long to;
    private final TextLook look;
    private int from;
    private int until;
    private long position;

    /** The byte order mark before the first record, which begins with it. */
    private int markBytes;

    RecordSpans(OpenText text, long to) {
        this.window = text.window();
        this.look = text.look();
        this.markBytes = text.markBytes();
        this.to = to;
    }

    /**
     * Where the record ends that begins at the window's start: where its delimiter begins, or less than 0 where it is not in sight.
     *
     * @param seen how many of the record's bytes were searched before, 0 for a new one
     */
    abstract int find(int seen);

    /** How long the delimiter is. */
    abstract int delimiterBytes();

    /** Whether records are lines: then a {@code \r} before a {@code \n} is a part of it. */
    abstract boolean endsLines();

    final ByteWindow window() {
        return window;
    }

    final TextLook look() {
        return look;
    }

    /** The record as text. */
    final String text() throws MisfitException {
        return look.decode(window.bytes(), from, until, position);
    }

    /** Where the record begins in the window's bytes. */
    final int from() {
        return from;
    }

    /** Where it ends, without its delimiter. */
    final int until() {
        return until;
    }

    /** Where it begins in the object. */
    final long position() {
        return position;
    }

    /** Goes to the next record. Gives whether there is one that begins in the range. */
    boolean next() {
        if (window.position() - markBytes >= to) {
            return false;
        }
        markBytes = 0;
        int found = find(0);
        while (found < 0) {
            int seen = window.end() - window.start();
            if (!window.more()) {
                return last();
            }
            found = find(seen);
        }
        from = window.start();
        position = window.position();
        until = endsLines() && !look.returns() && found > from && window.bytes()[found - 1] == '\r' ? found - 1 : found;
        window.consume(found + delimiterBytes());
        refuseNul();
        return true;
    }

    /** What stands behind the last delimiter is a record if it is anything. */
    private boolean last() {
        from = window.start();
        until = window.end();
        position = window.position();
        window.consume(until);
        refuseNul();
        return until > from;
    }

    private void refuseNul() {
        if (!look.declared() && window.hasNul()) {
            byte[] bytes = window.bytes();
            for (int i = from; i < until; i++) {
                if (bytes[i] == 0) {
                    throw TextEncoding.nul(window.name(), "byte " + window.positionOf(i));
                }
            }
        }
    }
}

package dev.kinglet.format;

/** Finds the records of a range in a window, one after the other. Confined to one thread. */
abstract class RecordSpans {

    final ByteWindow window;
    final long to;
    private int from;
    private int until;
    private long position;

    RecordSpans(ByteWindow window, long to) {
        this.window = window;
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

    /** Whether a {@code \r} before the delimiter is a part of it. */
    abstract boolean endsLines();

    final ByteWindow window() {
        return window;
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
        if (window.position() >= to) {
            return false;
        }
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
        until = endsLines() && found > from && window.bytes()[found - 1] == '\r' ? found - 1 : found;
        window.consume(found + delimiterBytes());
        return true;
    }

    /** What stands behind the last delimiter is a record if it is anything. */
    private boolean last() {
        from = window.start();
        until = window.end();
        position = window.position();
        window.consume(until);
        return until > from;
    }
}

package dev.kinglet.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/** Finds the records of a range in a window, where something that no record holds stands between them. Confined to one thread. */
final class DelimitedRecords {

    private final ByteWindow window;
    private final long to;
    private final boolean lines;
    private final String delimiter;
    private int from;
    private int until;
    private long position;

    private DelimitedRecords(ByteWindow window, long to, boolean lines, String delimiter) {
        this.window = window;
        this.to = to;
        this.lines = lines;
        this.delimiter = delimiter;
    }

    /**
     * The records of a range.
     *
     * @param delimiter null for lines
     */
    static DelimitedRecords of(ObjectRange range, @Nullable String delimiter) {
        // Characters are bytes here, as in the window.
        String bytes = delimiter == null ? "\n" : new String(delimiter.getBytes(UTF_8), ISO_8859_1);
        long start = range.from() == 0 ? 0 : DelimiterCut.before(range, bytes);
        DelimitedRecords records = new DelimitedRecords(range.open(start), range.to(), delimiter == null, bytes);
        try {
            if (range.from() > 0) {
                records.skipUntil(range.from());
            }
            return records;
        } catch (RuntimeException e) {
            records.window.close();
            throw e;
        }
    }

    ByteWindow window() {
        return window;
    }

    /** Where the record begins in the window's bytes. */
    int from() {
        return from;
    }

    /** Where it ends, without its delimiter. */
    int until() {
        return until;
    }

    /** Where it begins in the object. */
    long position() {
        return position;
    }

    /** Goes to the next record. Gives whether there is one that begins in the range. */
    boolean next() {
        if (window.position() >= to) {
            return false;
        }
        int found = find(window.start());
        while (found < 0) {
            int seen = window.end() - window.start();
            if (!window.more()) {
                return last();
            }
            // A delimiter may have begun in what was seen.
            found = find(window.start() + Math.max(0, seen - delimiter.length() + 1));
        }
        from = window.start();
        position = window.position();
        until = lines && found > from && window.bytes()[found - 1] == '\r' ? found - 1 : found;
        window.consume(found + delimiter.length());
        return true;
    }

    private boolean last() {
        from = window.start();
        until = window.end();
        position = window.position();
        window.consume(until);
        return until > from;
    }

    private int find(int start) {
        String characters = window.characters();
        return delimiter.length() == 1
                ? characters.indexOf(delimiter.charAt(0), start)
                : characters.indexOf(delimiter, start);
    }

    /** Goes to the first record that begins at an offset or behind it, or so far that none of the range can follow. */
    private void skipUntil(long offset) {
        boolean begins = false;
        while (!begins || window.position() < offset) {
            int found = find(window.start());
            if (found >= 0) {
                window.consume(found + delimiter.length());
                begins = true;
            } else {
                window.consume(Math.max(window.start(), window.end() - delimiter.length() + 1));
                if (window.position() >= to || !window.more()) {
                    window.consume(window.end());
                    return;
                }
            }
        }
    }
}

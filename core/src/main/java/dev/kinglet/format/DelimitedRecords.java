package dev.kinglet.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/** Records that have something between them that none of them holds. */
final class DelimitedRecords extends RecordSpans {

    private final boolean lines;
    private final String delimiter;

    private DelimitedRecords(ByteWindow window, long to, boolean lines, String delimiter) {
        super(window, to);
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

    @Override
    int find(int seen) {
        // A delimiter may have begun in what was seen.
        return search(window.start() + Math.max(0, seen - delimiter.length() + 1));
    }

    private int search(int start) {
        String characters = window.characters();
        return delimiter.length() == 1
                ? characters.indexOf(delimiter.charAt(0), start)
                : characters.indexOf(delimiter, start);
    }

    @Override
    int delimiterBytes() {
        return delimiter.length();
    }

    @Override
    boolean endsLines() {
        return lines;
    }

    /** Goes to the first record that begins at an offset or behind it, or so far that none of the range can follow. */
    private void skipUntil(long offset) {
        boolean begins = false;
        while (!begins || window.position() < offset) {
            int found = search(window.start());
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

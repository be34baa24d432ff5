package dev.kinglet.format;

import dev.kinglet.closure.UndecodableException;
import org.jspecify.annotations.Nullable;

/**
 * Records that end with a line, but for the ends of lines within quotation marks. A line ends a record if there is an even number of
 * quotation marks before it: that is the only rule, whatever else a record is.
 *
 * <p>A range that begins within an object has to know whether its first byte is quoted. It takes {@link QuoteGuess}'s word, which costs
 * little. The range before it comes to know the truth, and checks that word; so by induction from the first range either all are
 * right, or one of them fails.
 */
final class QuotedRecords extends RecordSpans {

    private final ObjectRange range;
    private final byte separator;
    private final char lineEnd;

    /** Of the record that is being searched for its end: whether what was seen of it ends within quotation marks. */
    private boolean quoted;

    /** Whether the first byte behind the range is quoted. */
    private boolean endsQuoted;

    private boolean checked;

    private QuotedRecords(ObjectRange range, byte separator, OpenText text) {
        super(text, range.to());
        this.range = range;
        this.separator = separator;
        this.lineEnd = text.look().lineEnd();
    }

    /** @param charset the user's word for the encoding, or null */
    static QuotedRecords of(ObjectRange range, byte separator, @Nullable String charset) {
        if (range.from() == 0) {
            return new QuotedRecords(range, separator, OpenText.of(range, 0, charset, LineEnds.UNQUOTED));
        }
        char lineEnd = range.look() == null ? '\n' : range.look().lineEnd();
        boolean quoted = new QuoteGuess(range.object(), separator, (byte) lineEnd).isQuoted(range.from());
        OpenText text = OpenText.of(range, range.from() - 1, charset, LineEnds.UNQUOTED);
        QuotedRecords records = new QuotedRecords(range, separator, text);
        try {
            records.skipRest(quoted);
            return records;
        } catch (RuntimeException e) {
            records.window.close();
            throw e;
        }
    }

    @Override
    boolean next() {
        if (super.next()) {
            long length = to - position();
            if (window.position() > to && length <= until() - from()) {
                endsQuoted = isOdd(quotes(window.bytes(), from(), from() + (int) length));
            }
            return true;
        }
        check();
        return false;
    }

    @Override
    int find(int seen) {
        int start = window.start() + seen;
        if (seen == 0) {
            quoted = false;
            // Most rows have no quotation mark, and these searches are faster than a loop.
            String characters = window.characters();
            int line = characters.indexOf(lineEnd, start);
            start = characters.indexOf('"', start, line < 0 ? window.end() : line);
            if (start < 0) {
                return line;
            }
        }
        byte[] bytes = window.bytes();
        int end = window.end();
        boolean within = quoted;
        for (int i = start; i < end; i++) {
            byte b = bytes[i];
            if (b == '"') {
                within = !within;
            } else if (b == lineEnd && !within) {
                return i;
            }
        }
        quoted = within;
        return -1;
    }

    @Override
    int delimiterBytes() {
        return 1;
    }

    @Override
    boolean endsLines() {
        return true;
    }

    /** Skips the record that began before the range. The window begins with the byte before the range. */
    private void skipRest(boolean rangeBeginsQuoted) {
        if (!window.any()) {
            return;
        }
        boolean lineEnded = window.bytes()[window.start()] == lineEnd;
        window.consume(window.start() + 1);
        if (lineEnded && !rangeBeginsQuoted) {
            return;
        }
        boolean within = rangeBeginsQuoted;
        while (window.any()) {
            byte[] bytes = window.bytes();
            for (int i = window.start(); i < window.end(); i++) {
                if (window.positionOf(i) == to) {
                    endsQuoted = within;
                }
                if (bytes[i] == '"') {
                    within = !within;
                } else if (bytes[i] == lineEnd && !within) {
                    window.consume(i + 1);
                    return;
                }
            }
            window.consume(window.end());
        }
    }

    private void check() {
        if (checked || to == Long.MAX_VALUE) {
            return;
        }
        checked = true;
        if (new QuoteGuess(range.object(), separator, (byte) lineEnd).differs(to, endsQuoted)) {
            throw new UndecodableException(
                    range.name() + ", byte " + to
                            + ": it cannot be told here whether this is within quotation marks. One"
                            + " near it is not closed or not doubled, or a value is larger than "
                            + QuoteGuess.LOOK_BYTES
                            + " bytes. Correct it, read each line as a row (withoutLineBreaks), or compress the object, so that"
                            + " it is read as a whole",
                    null,
                    null);
        }
    }

    private static int quotes(byte[] bytes, int from, int until) {
        int count = 0;
        for (int i = from; i < until; i++) {
            if (bytes[i] == '"') {
                count++;
            }
        }
        return count;
    }

    private static boolean isOdd(int count) {
        return (count & 1) == 1;
    }
}

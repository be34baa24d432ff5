package dev.kinglet.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.jspecify.annotations.Nullable;

/** Records that have something between them that none of them holds. */
final class DelimitedRecords extends RecordSpans {

    private final boolean lines;
    private final String delimiter;

    private DelimitedRecords(OpenText text, long to, boolean lines, String delimiter) {
        super(text, to);
        this.lines = lines;
        this.delimiter = delimiter;
    }

    /**
     * The records of a range.
     *
     * @param delimiter null for lines
     * @param charset the user's word for the encoding, or null
     */
    static DelimitedRecords of(ObjectRange range, @Nullable String delimiter, @Nullable String charset) {
        LineEnds ends = delimiter == null ? LineEnds.ANYWHERE : LineEnds.OTHERS;
        if (range.from() == 0) {
            OpenText text = OpenText.of(range, 0, charset, ends);
            return new DelimitedRecords(text, range.to(), delimiter == null, bytes(delimiter, text.look()));
        }
        String bytes = bytes(delimiter, range.look() == null ? TextLook.of(charset) : range.look());
        OpenText text = OpenText.of(range, DelimiterCut.before(range, bytes), charset, ends);
        DelimitedRecords records = new DelimitedRecords(text, range.to(), delimiter == null, bytes);
        try {
            records.skipUntil(range.from());
            return records;
        } catch (RuntimeException e) {
            records.window.close();
            throw e;
        }
    }

    /** The delimiter as it stands in the window: a character for each of its bytes. */
    private static String bytes(@Nullable String delimiter, TextLook look) {
        if (delimiter == null) {
            return String.valueOf(look.lineEnd());
        }
        if (!look.encoding().newEncoder().canEncode(delimiter)) {
            throw new IllegalArgumentException("the delimiter \"" + delimiter + "\" cannot be written in "
                    + look.charset() + ", the text's encoding");
        }
        return new String(delimiter.getBytes(look.encoding()), ISO_8859_1);
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

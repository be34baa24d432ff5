package dev.kinglet.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.kinglet.source.ObjectRanges;
import java.io.InputStream;

/**
 * Finds where to begin to look for delimiters, so that those are found that one would find from the object's beginning. With a delimiter
 * that overlaps itself ({@code ||} in {@code |||}) that is not everywhere: it must be a place that no occurrence spans.
 */
final class DelimiterCut {

    /** Longer runs of overlapping delimiters are rare. */
    private static final int FIRST_LOOK_BYTES = 1 << 10;

    private DelimiterCut() {}

    /** An offset from which the delimiters that end at the range's beginning or behind it are found. */
    static long before(ObjectRange range, String delimiter) {
        int length = delimiter.length();
        if (length == 1) {
            return range.from() - 1;
        }
        for (long look = FIRST_LOOK_BYTES; ; look *= 4) {
            long first = Math.max(0, range.from() - length - look);
            String bytes = read(range, first, range.from() + length - first);
            for (long cut = range.from() - length; cut - first >= length; cut--) {
                if (!isSpanned(bytes, (int) (cut - first), delimiter)) {
                    return cut;
                }
            }
            if (first == 0) {
                return 0;
            }
        }
    }

    /** Whether a delimiter begins before this place and ends behind it. */
    private static boolean isSpanned(String bytes, int place, String delimiter) {
        for (int i = Math.max(0, place - delimiter.length() + 1); i < place; i++) {
            if (bytes.startsWith(delimiter, i)) {
                return true;
            }
        }
        return false;
    }

    private static String read(ObjectRange range, long from, long length) {
        byte[] bytes = new byte[Math.toIntExact(length)];
        InputStream stream = ObjectRanges.open(range.object(), from, length);
        try {
            return new String(bytes, 0, ObjectRanges.fill(stream, range.name(), bytes, 0), ISO_8859_1);
        } finally {
            ObjectRanges.close(stream, range.name());
        }
    }
}

package dev.kinglet.format;

import dev.kinglet.closure.UndecodableException;
import dev.kinglet.source.Content;
import dev.kinglet.source.TextEncoding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * The text of a range, opened: bytes in an encoding in which ends of lines can be looked for.
 *
 * @param window at the range's first byte, or before it as asked for; behind a byte order mark
 * @param look what is known of the text
 * @param markBytes the length of the byte order mark that the window is behind: the first record begins before it
 */
record OpenText(ByteWindow window, TextLook look, int markBytes) {

    /**
     * Opens the text of a range. At an object's beginning its bytes say what they are: compressed ones are decompressed, what is no text is
     * refused, and other encodings become UTF-8.
     *
     * @param start where to begin, at the range's beginning or before it
     * @param charset the user's word, or null
     */
    static OpenText of(ObjectRange range, long start, @Nullable String charset, LineEnds ends) {
        ByteWindow window = range.openText(start);
        TextLook look = range.look() == null ? TextLook.of(charset) : range.look();
        if (range.from() > 0) {
            return new OpenText(window, look, 0);
        }
        try {
            return beginning(range, window, look, charset, ends);
        } catch (IOException e) {
            window.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            window.close();
            throw e;
        }
    }

    private static OpenText beginning(
            ObjectRange range, ByteWindow opened, TextLook look, @Nullable String charset, LineEnds ends)
            throws IOException {
        ByteWindow window = opened;
        if (!window.any()) {
            return new OpenText(window, look, 0);
        }
        Content content = Content.of(window.bytes(), 0, window.end());
        if (content.isReadable()) {
            refuseInRange(range);
            window = window.over(content.decompress(window.rest(), range.name()));
            if (!window.any()) {
                return new OpenText(window, look, 0);
            }
            content = Content.of(window.bytes(), 0, window.end());
        }
        if (content != Content.PLAIN) {
            throw content.refusal(range.name());
        }
        TextEncoding.@Nullable Mark mark = TextEncoding.mark(window.bytes(), 0, window.end());
        int markBytes = mark == null ? 0 : mark.bytes();
        window.consume(markBytes);
        Charset encoding = mark == null ? TextEncoding.named(charset) : mark.charset();
        if (!TextEncoding.isDirect(encoding)) {
            refuseInRange(range);
            window = window.over(TextEncoding.transcode(window.rest(), encoding));
            encoding = TextEncoding.named(null);
            markBytes = 0;
            window.any();
        }
        int until = Math.min(window.end(), window.start() + TextLook.LOOK_BYTES);
        boolean whole = range.look() == null && range.to() == Long.MAX_VALUE;
        boolean returns = whole ? ends.areReturns(window.bytes(), window.start(), until) : look.returns();
        return new OpenText(window, new TextLook(encoding.name(), charset != null, returns), markBytes);
    }

    /** Objects that need to be read from their beginning are not cut, unless they were others when the driver looked. */
    private static void refuseInRange(ObjectRange range) {
        if (range.to() < Long.MAX_VALUE) {
            throw new UndecodableException(
                    range.name() + " is compressed or in another encoding than when it was found. Do not change objects"
                            + " while they are read",
                    null,
                    null);
        }
    }
}

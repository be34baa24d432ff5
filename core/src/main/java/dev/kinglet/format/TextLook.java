package dev.kinglet.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kinglet.ObjectInput;
import dev.kinglet.source.Content;
import dev.kinglet.source.ObjectRanges;
import dev.kinglet.source.TextEncoding;
import java.io.InputStream;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * What an object's beginning says of all of its text. Travels with the ranges of an object that is cut, as only the first of them sees the
 * beginning.
 *
 * @param charset the encoding, in which a byte that is an ASCII character is that one
 * @param declared whether the user named it; then NUL is a character like others
 * @param returns whether lines end with {@code \r} alone
 */
public record TextLook(String charset, boolean declared, boolean returns) {

    /** Before so many bytes the first line is to end, for carriage returns to be taken for ends of lines. */
    static final int LOOK_BYTES = 64 << 10;

    /** What is taken to be so where nobody has looked. */
    static TextLook of(@Nullable String charset) {
        return new TextLook(charset == null ? UTF_8.name() : charset, charset != null, false);
    }

    Charset encoding() {
        return charset.equals("UTF-8") ? UTF_8 : Charset.forName(charset);
    }

    char lineEnd() {
        return returns ? '\r' : '\n';
    }

    /**
     * All of an object, with what ranges of it have to know; null where it is to be read from its beginning: it is compressed, whatever its
     * name says, or in an encoding in which a range does not know where characters begin.
     */
    static @Nullable ObjectRange cuttable(ObjectInput object, @Nullable String charset, LineEnds ends) {
        byte[] head = new byte[(int) Math.min(LOOK_BYTES, object.size())];
        InputStream stream = ObjectRanges.open(object, 0, head.length);
        int length;
        try {
            length = ObjectRanges.fill(stream, object.name(), head, 0);
        } finally {
            ObjectRanges.close(stream, object.name());
        }
        TextEncoding.@Nullable Mark mark = TextEncoding.mark(head, 0, length);
        Charset encoding = mark == null ? TextEncoding.named(charset) : mark.charset();
        if (Content.of(head, 0, length) != Content.PLAIN || !TextEncoding.isDirect(encoding)) {
            return null;
        }
        boolean returns = ends.areReturns(head, 0, length);
        return new ObjectRange(object, 0, Long.MAX_VALUE, new TextLook(encoding.name(), charset != null, returns));
    }

    /**
     * The text of some bytes.
     *
     * @param position where in the object they begin
     * @throws MisfitException if they are none
     */
    String decode(byte[] bytes, int from, int until, long position) throws MisfitException {
        String text = TextEncoding.decode(bytes, from, until, encoding());
        if (text == null) {
            throw new MisfitException(TextEncoding.complaint(bytes, from, until, encoding(), position, declared));
        }
        return text;
    }
}

package dev.kinglet.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kinglet.closure.UndecodableException;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** The text of objects that are read whole, whatever their bytes say that they are; what is no text is refused. */
final class WholeText {

    private WholeText() {}

    /**
     * The text of an object's bytes.
     *
     * @param charset the encoding, unless a byte order mark says another; null for UTF-8 without NUL characters
     */
    static String of(byte[] bytes, String name, @Nullable Charset charset) {
        Content content = Content.of(bytes, 0, bytes.length);
        if (content.isReadable()) {
            try (InputStream plain = content.decompress(new ByteArrayInputStream(bytes), name)) {
                return of(plain.readAllBytes(), name, charset);
            } catch (IOException e) {
                throw ReadFailures.of(name, e);
            }
        }
        if (content != Content.PLAIN) {
            throw content.refusal(name);
        }
        TextEncoding.@Nullable Mark mark = TextEncoding.mark(bytes, 0, bytes.length);
        int from = mark == null ? 0 : mark.bytes();
        Charset encoding = mark != null ? mark.charset() : charset != null ? charset : UTF_8;
        String text = TextEncoding.decode(bytes, from, bytes.length, encoding);
        if (text == null) {
            throw new UndecodableException(
                    name + " has "
                            + TextEncoding.complaint(bytes, from, bytes.length, encoding, from, charset != null)
                            + (charset == null ? " or text(charset)" : ""),
                    null,
                    null);
        }
        if (charset == null) {
            refuseNul(text, name);
        }
        return text;
    }

    /** The characters of a stream, which is closed by the reader. */
    static BufferedReader reader(InputStream stream, String name, int bufferBytes) {
        try {
            byte[] head = stream.readNBytes(Content.LOOK_BYTES);
            Content content = Content.of(head, 0, head.length);
            TextEncoding.@Nullable Mark mark = TextEncoding.mark(head, 0, head.length);
            int from = mark == null ? 0 : mark.bytes();
            InputStream rest =
                    new SequenceInputStream(new ByteArrayInputStream(head, from, head.length - from), stream);
            if (content.isReadable()) {
                return reader(content.decompress(rest, name), name, bufferBytes);
            }
            if (content != Content.PLAIN) {
                stream.close();
                throw content.refusal(name);
            }
            return new BufferedReader(
                    new NulRefusing(TextEncoding.strict(rest, mark == null ? UTF_8 : mark.charset()), name),
                    bufferBytes);
        } catch (IOException e) {
            throw ReadFailures.of(name, e);
        }
    }

    private static void refuseNul(String text, String name) {
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            throw TextEncoding.nul(name, "character " + nul);
        }
    }
}

package dev.kinglet.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kinglet.closure.UndecodableException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.UnsupportedCharsetException;
import org.jspecify.annotations.Nullable;

/** How characters are written as bytes: what a byte order mark says, and what becomes of bytes that are none. */
public final class TextEncoding {

    /** What is said where bytes are no UTF-8 and nobody has named an encoding. */
    private static final String NAME_IT =
            "; if the text is in another encoding, name it by charset(...), such as ISO_8859_1 or windows-1252";

    private static final byte[] ASCII = new byte[128];

    static {
        for (int i = 0; i < ASCII.length; i++) {
            ASCII[i] = (byte) i;
        }
    }

    private TextEncoding() {}

    /**
     * A byte order mark.
     *
     * @param charset what it says of the bytes behind it
     * @param bytes its length
     */
    public record Mark(Charset charset, int bytes) {}

    /** The byte order mark that some bytes begin with, or null. */
    public static @Nullable Mark mark(byte[] bytes, int from, int until) {
        String head = new String(bytes, from, Math.min(4, until - from), ISO_8859_1);
        if (head.startsWith("\u00ef\u00bb\u00bf")) {
            return new Mark(UTF_8, 3);
        }
        // Before UTF-16's, which it begins with.
        if (head.equals("\u00ff\u00fe\0\0")) {
            return new Mark(Charset.forName("UTF-32LE"), 4);
        }
        if (head.equals("\0\0\u00fe\u00ff")) {
            return new Mark(Charset.forName("UTF-32BE"), 4);
        }
        if (head.startsWith("\u00ff\u00fe")) {
            return new Mark(UTF_16LE, 2);
        }
        return head.startsWith("\u00fe\u00ff") ? new Mark(UTF_16BE, 2) : null;
    }

    /**
     * Whether a byte that is an ASCII character stands for that one wherever it is, so that ends of lines and separators can be looked for
     * in the bytes, from anywhere on.
     */
    public static boolean isDirect(Charset charset) {
        if (charset.equals(UTF_8) || charset.equals(US_ASCII)) {
            return true;
        }
        return charset.canEncode()
                && charset.newEncoder().maxBytesPerChar() == 1
                && new String(ASCII, charset).equals(new String(ASCII, US_ASCII));
    }

    /** A stream of the same text in UTF-8. It fails with {@link java.nio.charset.CharacterCodingException} where bytes are no text. */
    public static InputStream transcode(InputStream stream, Charset charset) {
        return new Transcoded(strict(stream, charset), stream);
    }

    /** Characters of a stream, which fails at bytes that are none. */
    static Reader strict(InputStream stream, Charset charset) {
        return new InputStreamReader(
                stream,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    /** The text of some bytes, or null where they are none. */
    public static @Nullable String decode(byte[] bytes, int from, int until, Charset charset) {
        String text = new String(bytes, from, until - from, charset);
        // The replacement is what decoding leaves where it fails; only there it is worth another look.
        return text.indexOf('\ufffd') >= 0 && malformed(bytes, from, until, charset) >= 0 ? null : text;
    }

    /** Where the first bytes are that are no text, or less than 0. */
    private static int malformed(byte[] bytes, int from, int until, Charset charset) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, from, until - from);
        CharBuffer out = CharBuffer.allocate(1 << 10);
        CoderResult result;
        do {
            out.clear();
            result = decoder.decode(in, out, true);
        } while (result.isOverflow());
        return result.isError() ? in.position() : -1;
    }

    /**
     * Says of bytes that {@link #decode} gives null for which they are.
     *
     * @param position where in the object they begin
     * @param declared whether the user named the encoding
     */
    public static String complaint(
            byte[] bytes, int from, int until, Charset charset, long position, boolean declared) {
        int place = Math.max(from, malformed(bytes, from, until, charset));
        StringBuilder found = new StringBuilder();
        for (int i = place; i < Math.min(until, place + 4); i++) {
            found.append(String.format(" %02x", bytes[i]));
        }
        return "bytes that are no " + charset.name() + ":" + found + " from byte " + (position + place - from) + " on"
                + (declared ? "" : NAME_IT);
    }

    /** The failure to say where a text has a NUL character and nobody has named an encoding. */
    public static UndecodableException nul(String name, String place) {
        return new UndecodableException(
                name + " has a NUL at " + place
                        + ": it is binary, or in UTF-16 or UTF-32 without a byte order mark. Name the encoding by charset(...);"
                        + " charset(UTF_8) takes a NUL for a character",
                null,
                null);
    }

    /** The encoding of a name that a source has, where that is not null. */
    public static Charset named(@Nullable String charset) {
        if (charset == null) {
            return UTF_8;
        }
        try {
            return Charset.forName(charset);
        } catch (UnsupportedCharsetException e) {
            throw new IllegalArgumentException("charset " + charset + " is not known to this JVM", e);
        }
    }
}

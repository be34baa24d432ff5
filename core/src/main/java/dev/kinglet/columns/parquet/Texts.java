package dev.kinglet.columns.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** Texts of bytes that must be UTF-8. */
final class Texts {

    private static final char REPLACEMENT = '\ufffd';

    private Texts() {}

    /** The text, or that it is none: the JDK would put a character for what it cannot read. */
    static Object of(byte[] bytes, int start, int length) {
        String text = new String(bytes, start, length, UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            try {
                UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, length));
            } catch (CharacterCodingException e) {
                return new LeafType.Refused("a text of " + length + " bytes is no UTF-8");
            }
        }
        return text;
    }
}

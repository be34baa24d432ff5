package dev.kinglet.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.util.Objects;

/** Characters as UTF-8. Confined to one thread. */
final class Transcoded extends InputStream {

    private static final int CHARACTERS = 8 << 10;

    private final Reader characters;
    private final InputStream behind;
    private final CharsetEncoder encoder = UTF_8.newEncoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final CharBuffer read = CharBuffer.allocate(CHARACTERS).flip();
    private final ByteBuffer bytes = ByteBuffer.allocate(CHARACTERS * 3).flip();
    private boolean ended;

    /** @param behind closed by this */
    Transcoded(Reader characters, InputStream behind) {
        this.characters = characters;
        this.behind = behind;
    }

    @Override
    public int read() throws IOException {
        return refill() ? bytes.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (length == 0) {
            return 0;
        }
        if (!refill()) {
            return -1;
        }
        int count = Math.min(length, bytes.remaining());
        bytes.get(buffer, offset, count);
        return count;
    }

    private boolean refill() throws IOException {
        while (!bytes.hasRemaining()) {
            if (ended) {
                return false;
            }
            // Half of a character may be left of what was read before.
            read.compact();
            ended = characters.read(read) < 0;
            read.flip();
            bytes.clear();
            var result = encoder.encode(read, bytes, ended);
            bytes.flip();
            if (result.isError()) {
                result.throwException();
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        behind.close();
    }
}

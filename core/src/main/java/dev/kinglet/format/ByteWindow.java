package dev.kinglet.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.kinglet.closure.UndecodableException;
import dev.kinglet.source.ObjectRanges;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an object around the record that is being read: a buffer that moves on with the records, and grows only for one that is
 * longer. It is always filled as far as it goes, however little the stream gives at a time. Confined to one thread.
 */
final class ByteWindow implements AutoCloseable {

    /** Fits the second-level cache; larger ones were not faster. */
    private static final int BLOCK_BYTES = 256 << 10;

    private static final int MIN_BLOCK_BYTES = 16;

    /** A record that is longer is a wrong delimiter or a quotation mark that is never closed. */
    private static final int MAX_RECORD_BYTES = 1 << 30;

    private final InputStream stream;
    private final String name;
    private final long least;
    private byte[] bytes;
    private long offset;
    private int start;
    private int end;
    private boolean exhausted;
    private boolean closed;
    private @Nullable String characters;
    private boolean nulKnown;
    private boolean nul;

    /**
     * A window at the beginning of a stream.
     *
     * @param offset where in the object the stream begins
     * @param expected at most how many bytes are thought to be needed
     * @param least the offset that the object does not end before, unless it was changed since it was found
     */
    ByteWindow(InputStream stream, String name, long offset, long expected, long least) {
        this.stream = stream;
        this.name = name;
        this.offset = offset;
        this.least = least;
        this.bytes = new byte[Math.clamp(expected, MIN_BLOCK_BYTES, BLOCK_BYTES)];
    }

    /** Holds what can be seen. Another array after each {@link #more}. */
    byte[] bytes() {
        return bytes;
    }

    /** Where the first byte that was not {@linkplain #consume consumed} is in {@link #bytes}. */
    int start() {
        return start;
    }

    /** Where the bytes end that can be seen. */
    int end() {
        return end;
    }

    /** Where in the object the first byte is that was not consumed. */
    long position() {
        return offset + start;
    }

    /** Where in the object a place of {@link #bytes} is. */
    long positionOf(int place) {
        return offset + place;
    }

    String name() {
        return name;
    }

    /** What can be seen, a character a byte, at the same places: the search of strings is the fastest that there is. */
    String characters() {
        if (characters == null) {
            characters = new String(bytes, 0, end, ISO_8859_1);
        }
        return characters;
    }

    /** Whether there is a NUL in what can be seen. */
    boolean hasNul() {
        if (!nulKnown) {
            nul = characters().indexOf('\0') >= 0;
            nulKnown = true;
        }
        return nul;
    }

    /** The bytes that were not consumed and those behind them, to be read in place of this. */
    InputStream rest() {
        return new SequenceInputStream(new ByteArrayInputStream(bytes, start, end - start), stream);
    }

    /** A window at the beginning of what this one's bytes stand for. Only one of the two is closed. */
    ByteWindow over(InputStream decoded) {
        return new ByteWindow(decoded, name, 0, BLOCK_BYTES, 0);
    }

    /** Moves {@link #start} there: the record before is not needed any more. */
    void consume(int to) {
        start = to;
    }

    /** Whether there is a byte at {@link #start}, which may take reading. */
    boolean any() {
        return start < end || more();
    }

    /** Reads further. The bytes that were not consumed move to the front. Gives whether there was anything more. */
    boolean more() {
        if (exhausted) {
            return false;
        }
        int kept = end - start;
        if (kept == bytes.length) {
            if (kept >= MAX_RECORD_BYTES) {
                throw new UndecodableException(
                        name + ", byte " + position() + ": a record of more than " + MAX_RECORD_BYTES
                                + " bytes begins here; is the format or the delimiter another one?",
                        null,
                        null);
            }
            bytes = Arrays.copyOf(bytes, Math.max(BLOCK_BYTES, kept * 2));
        } else if (start > 0) {
            System.arraycopy(bytes, start, bytes, 0, kept);
        }
        offset += start;
        start = 0;
        end = kept;
        characters = null;
        nulKnown = false;
        int read = ObjectRanges.fill(stream, name, bytes, kept);
        end += read;
        exhausted = end < bytes.length;
        if (exhausted && offset + end < least) {
            throw new UndecodableException(
                    name + " ends after " + (offset + end) + " bytes; it had at least " + least
                            + " when it was found. Do not change objects while they are read",
                    null,
                    null);
        }
        return read > 0;
    }

    /** Closes the stream. */
    @Override
    public void close() {
        exhausted = true;
        if (!closed) {
            closed = true;
            ObjectRanges.close(stream, name);
        }
    }
}

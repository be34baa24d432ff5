package dev.kinglet.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * What gzip compressed: any number of members behind each other (RFC 1952), and zeros behind the last as tapes leave them. The JDK's own
 * stream takes whatever follows a member and is no other for the end, so that a damaged second member is lost without a word.
 * Confined to one thread.
 */
final class Gunzip extends InputStream {

    private static final int BUFFER_BYTES = 64 << 10;

    private static final int HAS_CHECKSUM = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;
    private static final int RESERVED = 0xe0;

    private final InputStream stored;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int next;
    private int end;
    private boolean ended;

    /** Reads the first member's header. */
    Gunzip(InputStream stored) throws IOException {
        this.stored = stored;
        try {
            readHeader(required());
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        try {
            while (!ended) {
                int read = inflater.inflate(bytes, offset, length);
                if (read > 0) {
                    checksum.update(bytes, offset, read);
                    return read;
                }
                if (inflater.finished()) {
                    endMember();
                } else if (inflater.needsDictionary()) {
                    throw new ZipException("a dictionary is needed, which gzip has none of");
                } else if (inflater.needsInput()) {
                    fill();
                    inflater.setInput(buffer, 0, end);
                    next = end;
                }
            }
            return -1;
        } catch (DataFormatException e) {
            throw (ZipException) new ZipException("it is no deflated data: " + e.getMessage()).initCause(e);
        }
    }

    /** Checks a member's length and checksum, and goes to the next one, if there is any. */
    private void endMember() throws IOException {
        next = end - inflater.getRemaining();
        long length = inflater.getBytesWritten() & 0xffff_ffffL;
        if (number(4) != checksum.getValue()) {
            throw new ZipException("its checksum is another one");
        }
        if (number(4) != length) {
            throw new ZipException("its length is another one");
        }
        int first = optional();
        if (first == 0) {
            do {
                first = optional();
            } while (first == 0);
            if (first >= 0) {
                throw behind();
            }
        }
        if (first < 0) {
            ended = true;
            return;
        }
        inflater.reset();
        checksum.reset();
        if (first != 0x1f) {
            throw behind();
        }
        readHeader(first);
    }

    private static ZipException behind() {
        return new ZipException("something follows its end that is not compressed");
    }

    private void readHeader(int first) throws IOException {
        if (first != 0x1f || required() != 0x8b) {
            throw new ZipException("it does not begin as gzip does");
        }
        if (required() != 8) {
            throw new ZipException("it has a method of compression that is not known");
        }
        int flags = required();
        if ((flags & RESERVED) != 0) {
            throw new ZipException("its header has flags that are not known");
        }
        number(6); // when and where it was made
        if ((flags & HAS_EXTRA) != 0) {
            number((int) number(2));
        }
        if ((flags & HAS_NAME) != 0) {
            skipText();
        }
        if ((flags & HAS_COMMENT) != 0) {
            skipText();
        }
        if ((flags & HAS_CHECKSUM) != 0) {
            number(2);
        }
        inflater.setInput(buffer, next, end - next);
    }

    private void skipText() throws IOException {
        while (required() != 0) {
            // Names of files are of no interest.
        }
    }

    /** A number of so many bytes, the lowest first; of more than eight only their number counts. */
    private long number(int bytes) throws IOException {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number |= (long) required() << (8 * (i & 7));
        }
        return number;
    }

    private int required() throws IOException {
        int read = optional();
        if (read < 0) {
            throw new EOFException("it ends too soon");
        }
        return read;
    }

    /** The next stored byte, or less than 0 at the end. */
    private int optional() throws IOException {
        if (next == end) {
            int read = stored.read(buffer, 0, buffer.length);
            if (read <= 0) {
                return -1;
            }
            next = 0;
            end = read;
        }
        return buffer[next++] & 0xff;
    }

    private void fill() throws IOException {
        int read = stored.read(buffer, 0, buffer.length);
        if (read <= 0) {
            throw new EOFException("it ends too soon");
        }
        next = 0;
        end = read;
    }

    @Override
    public void close() throws IOException {
        ended = true;
        inflater.end();
        stored.close();
    }
}

package dev.kinglet.source;

import dev.kinglet.ObjectInput;
import java.io.IOException;
import java.io.InputStream;

/** Opens objects elsewhere than at their beginning. */
public final class ObjectRanges {

    private ObjectRanges() {}

    /** Whether a part of the object can be had without reading all before it: its bytes are stored as they are. */
    public static boolean isSplittable(ObjectInput object) {
        return object instanceof SeekableInput seekable && !seekable.compressed();
    }

    /**
     * A stream of the object's bytes from an offset to its end, to be closed by the caller.
     *
     * @param from where it begins, in the bytes as {@link ObjectInput#open} gives them
     * @param expectedBytes about how many will be read, so that a store is asked for no more
     */
    public static InputStream open(ObjectInput object, long from, long expectedBytes) {
        if (object instanceof SeekableInput seekable && !seekable.compressed()) {
            return seekable.open(from, expectedBytes);
        }
        InputStream stream = object.open();
        try {
            if (from > 0) {
                stream.skipNBytes(from);
            }
            return stream;
        } catch (IOException | RuntimeException e) {
            RuntimeException failure =
                    e instanceof IOException lost ? ReadFailures.of(object.name(), lost) : (RuntimeException) e;
            try {
                stream.close();
            } catch (IOException | RuntimeException alsoFailed) {
                failure.addSuppressed(alsoFailed);
            }
            throw failure;
        }
    }

    /** Reads into the buffer until it is full or the stream ends. Gives the number of bytes read. */
    public static int fill(InputStream stream, String name, byte[] buffer, int offset) {
        try {
            int end = offset;
            while (end < buffer.length) {
                int read = stream.read(buffer, end, buffer.length - end);
                if (read < 0) {
                    break;
                }
                end += read;
            }
            return end - offset;
        } catch (IOException e) {
            throw ReadFailures.of(name, e);
        }
    }

    /** Closes a stream of an object. */
    public static void close(InputStream stream, String name) {
        try {
            stream.close();
        } catch (IOException e) {
            throw ReadFailures.of(name, e);
        }
    }
}

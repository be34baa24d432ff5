package dev.kinglet.format;

import dev.kinglet.ObjectInput;
import dev.kinglet.source.ObjectRanges;
import org.jspecify.annotations.Nullable;

/**
 * A part of an object, or all of it.
 *
 * @param object what it is a part of
 * @param from the offset of its first byte
 * @param to the offset behind its last, or {@link Long#MAX_VALUE} for the object's end, wherever that is
 * @param look what the object's beginning says of its text; null where nobody has looked
 */
public record ObjectRange(
        ObjectInput object, long from, long to, @Nullable TextLook look) {

    /** Of a record that ends behind a range so much comes with it: more than most have, and less than a request costs. */
    private static final int REST_BYTES = 64 << 10;

    ObjectRange(ObjectInput object, long from, long to) {
        this(object, from, to, null);
    }

    public static ObjectRange whole(ObjectInput object) {
        return new ObjectRange(object, 0, Long.MAX_VALUE);
    }

    /** A part of it. */
    ObjectRange part(long begins, long ends) {
        return new ObjectRange(object, begins, ends, look);
    }

    /** About how many bytes it has, as they are stored. */
    public long bytes() {
        return Math.min(to, object.size()) - from;
    }

    public String name() {
        return object.name();
    }

    /** A view of the object's bytes from an offset on, the range's or one before it, of which none behind the range are expected to be read. */
    ByteWindow open(long offset) {
        return open(offset, 0);
    }

    /** The same of text, whose last record ends behind the range. */
    ByteWindow openText(long offset) {
        return open(offset, REST_BYTES);
    }

    private ByteWindow open(long offset, int rest) {
        if (!ObjectRanges.isSplittable(object)) {
            // Text is compressed to a fourth or so.
            long guess = Math.min(object.size(), Integer.MAX_VALUE) * 4 + 1;
            return new ByteWindow(ObjectRanges.open(object, offset, bytes()), name(), offset, guess, 0);
        }
        long end = Math.min(to, object.size());
        // Where that is the object's end the window has room for one byte more, so that its first filling meets it.
        long expected = end - offset + (to > object.size() ? 1 : 0);
        return new ByteWindow(ObjectRanges.open(object, offset, end - offset + rest), name(), offset, expected, end);
    }
}

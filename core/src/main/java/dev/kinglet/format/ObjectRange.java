package dev.kinglet.format;

import dev.kinglet.ObjectInput;
import dev.kinglet.source.ObjectRanges;

/**
 * A part of an object, or all of it.
 *
 * @param object what it is a part of
 * @param from the offset of its first byte
 * @param to the offset behind its last, or {@link Long#MAX_VALUE} for the object's end, wherever that is
 */
public record ObjectRange(ObjectInput object, long from, long to) {

    public static ObjectRange whole(ObjectInput object) {
        return new ObjectRange(object, 0, Long.MAX_VALUE);
    }

    /** About how many bytes it has, as they are stored. */
    public long bytes() {
        return Math.min(to, object.size()) - from;
    }

    public String name() {
        return object.name();
    }

    /** A view of the object's bytes from an offset on, the range's or one before it. */
    ByteWindow open(long offset) {
        if (!ObjectRanges.isSplittable(object)) {
            // Text is compressed to a fourth or so.
            long guess = Math.min(object.size(), Integer.MAX_VALUE) * 4 + 1;
            return new ByteWindow(ObjectRanges.open(object, offset, bytes()), name(), offset, guess);
        }
        long left = object.size() - offset;
        if (to > object.size()) {
            // The window has room for one byte more than there are, so that its first filling meets the end.
            return new ByteWindow(ObjectRanges.open(object, offset, left), name(), offset, left + 1);
        }
        return new ByteWindow(ObjectRanges.open(object, offset, to - offset), name(), offset, to - offset);
    }
}

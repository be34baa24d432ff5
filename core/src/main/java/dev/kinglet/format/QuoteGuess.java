package dev.kinglet.format;

import dev.kinglet.ObjectInput;
import dev.kinglet.source.ObjectRanges;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Tells from the bytes that follow a place in CSV whether the place is within quotation marks. A quotation mark that opens a value stands
 * behind a separator or an end of line, one that closes it stands before one; under the wrong assumption the first quoted words break
 * that. If both assumptions hold out, or none does, all quotation marks before the place are counted.
 *
 * @param object where the place is
 * @param separator between values
 * @param lineEnd what lines end with
 */
record QuoteGuess(ObjectInput object, byte separator, byte lineEnd) {

    /** How far to look. Without any quotation mark so far, none is taken to be open. */
    static final int LOOK_BYTES = 256 << 10;

    private enum Guess {
        PLAIN,
        QUOTED,
        OPEN
    }

    /** Whether the byte at this offset is within quotation marks. */
    boolean isQuoted(long at) {
        Guess guess = guess(at);
        return guess == Guess.OPEN ? isOddUntil(at) : guess == Guess.QUOTED;
    }

    /** Whether {@link #isQuoted} is another than the truth. */
    boolean differs(long at, boolean truth) {
        Guess guess = guess(at);
        return guess != Guess.OPEN && (guess == Guess.QUOTED) != truth;
    }

    private Guess guess(long at) {
        byte[] bytes = read(at - 1);
        Guess guess = guess(bytes, bytes.length < LOOK_BYTES);
        return guess == Guess.OPEN && !hasQuote(bytes) ? Guess.PLAIN : guess;
    }

    private static boolean hasQuote(byte[] bytes) {
        for (int i = 1; i < bytes.length; i++) {
            if (bytes[i] == '"') {
                return true;
            }
        }
        return false;
    }

    /**
     * What the bytes say of the second of them.
     *
     * @param all whether the object ends with them
     */
    private Guess guess(byte[] bytes, boolean all) {
        boolean plain = true; // not refuted that the second is outside quotation marks
        boolean quoted = true;
        boolean even = true; // whether there was an even number of quotation marks from the second on
        for (int i = 1; i < bytes.length && plain && quoted; i++) {
            if (bytes[i] == '"') {
                boolean opens = endsValue(bytes[i - 1]);
                boolean closes = i + 1 == bytes.length || endsValue(bytes[i + 1]) || bytes[i + 1] == '\r';
                plain = even ? opens : closes;
                quoted = even ? closes : opens;
                even = !even;
            }
        }
        if (plain && quoted && all) {
            // At the end of the object none is open.
            return even ? Guess.PLAIN : Guess.QUOTED;
        }
        return plain == quoted ? Guess.OPEN : plain ? Guess.PLAIN : Guess.QUOTED;
    }

    private boolean endsValue(byte b) {
        return b == separator || b == lineEnd || b == '"';
    }

    private boolean isOddUntil(long at) {
        byte[] block = new byte[LOOK_BYTES];
        boolean odd = false;
        InputStream stream = ObjectRanges.open(object, 0, at);
        try {
            for (long left = at; left > 0; ) {
                int read = ObjectRanges.fill(stream, object.name(), block, 0);
                if (read == 0) {
                    break;
                }
                for (int i = 0; i < Math.min(read, left); i++) {
                    odd ^= block[i] == '"';
                }
                left -= read;
            }
            return odd;
        } finally {
            ObjectRanges.close(stream, object.name());
        }
    }

    private byte[] read(long from) {
        byte[] bytes = new byte[LOOK_BYTES];
        InputStream stream = ObjectRanges.open(object, from, LOOK_BYTES);
        try {
            return Arrays.copyOf(bytes, ObjectRanges.fill(stream, object.name(), bytes, 0));
        } finally {
            ObjectRanges.close(stream, object.name());
        }
    }
}

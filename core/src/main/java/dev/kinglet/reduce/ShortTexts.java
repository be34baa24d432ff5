package dev.kinglet.reduce;

/**
 * The table of the short strings among a {@link KeyTable}'s keys. Up to eight characters of ASCII fit a number, which stands in the slot itself: to
 * find such a key no object is looked into, where a string takes two that are seldom in the processor's cache. Most words are short,
 * and so are the codes and names that data are grouped by. Confined to one thread.
 */
final class ShortTexts {

    private static final int LEAST_SLOTS = 1 << 10;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** What {@link #pack} gives where a text does not fit; no text that fits gives it. */
    static final long NONE = 0;

    /** For each slot the packed text, {@link #NONE} where it is free, and beside it the number of its entry. */
    private long[] cells = new long[2 * LEAST_SLOTS];

    private int size;

    /** A text of one to eight characters from U+0001 to U+0080, one a byte; or {@link #NONE}. */
    static long pack(String text) {
        int length = text.length();
        if (length > Long.BYTES) {
            return NONE;
        }
        long packed = 0;
        int seen = 0;
        for (int i = 0; i < length; i++) {
            int letter = text.charAt(i);
            // Less one, so that U+0000, which would be lost among the leading zeros, has high bits like those that are
            // too large.
            seen |= letter - 1;
            packed = packed << Byte.SIZE | letter;
        }
        return seen >>> 7 == 0 ? packed : NONE;
    }

    /** The number of a packed text's entry, which is {@code next} from now on if there was none. */
    int entry(long packed, int next) {
        int mask = cells.length - 2;
        int cell = cell(packed, cells.length);
        while (true) {
            long present = cells[cell];
            if (present == packed) {
                return (int) cells[cell + 1];
            }
            if (present == NONE) {
                break;
            }
            cell = (cell + 2) & mask;
        }
        cells[cell] = packed;
        cells[cell + 1] = next;
        if (++size * 4 > cells.length) {
            grow();
        }
        return next;
    }

    private static int cell(long packed, int length) {
        // The upper bits of the product depend on all bits of the text; an even number, for a cell is two.
        return (int) ((packed * SPREAD) >>> (Long.numberOfLeadingZeros(length) + 1)) & ~1;
    }

    private void grow() {
        long[] old = cells;
        cells = new long[old.length * 2];
        int mask = cells.length - 2;
        for (int from = 0; from < old.length; from += 2) {
            if (old[from] != NONE) {
                int to = cell(old[from], cells.length);
                while (cells[to] != NONE) {
                    to = (to + 2) & mask;
                }
                cells[to] = old[from];
                cells[to + 1] = old[from + 1];
            }
        }
    }
}

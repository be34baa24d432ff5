package dev.kinglet.reduce;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * A number for each of many strings that are short enough to be numbers themselves: up to eight characters of ASCII fit a long, up to
 * sixteen two. They stand in the slot with the number that belongs to the string: to find it no object is looked into, and about one line
 * of the processor's cache is, where a string, its characters, its entry and what belongs to that are four that are seldom there. Most
 * words are short, and so are the codes and names that data are grouped by. Confined to one thread.
 */
final class PackedTexts {

    private static final int LEAST_SLOTS = 1 << 10;

    /** What a character of ASCII takes. */
    private static final int BITS = 7;

    /** As many characters as a long takes, and the length of the text above them. */
    private static final int CHARACTERS = 8;

    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** What {@link #pack} and {@link #packLonger} give where a text does not fit; no text that fits gives it. */
    static final long NONE = 0;

    /** Of a text the longs, and its number. */
    private final int width;

    /** Slot after slot, each of {@link #width}: a packed text, whose first long is {@link #NONE} where the slot is free, and its number. */
    private long[] cells;

    private int slots = LEAST_SLOTS;
    private int size;

    /** @param longs that a text takes: 1 if its second is always 0, or 2 */
    PackedTexts(int longs) {
        width = longs + 1;
        cells = new long[slots * width];
    }

    /**
     * A text of one to eight characters of ASCII, seven bits each, with its length above them; or {@link #NONE}. The first four and the
     * last four are taken, which overlap or repeat where the text is shorter: a loop over the characters, or a case for each length, would
     * go on where the processor does not foresee it, with each word anew.
     */
    static long pack(String text) {
        int end = text.length() - 1;
        if (end < 0 || end >= CHARACTERS) {
            return NONE;
        }
        int first = text.charAt(0);
        int second = text.charAt(Math.min(1, end));
        int third = text.charAt(Math.min(2, end));
        int fourth = text.charAt(Math.min(3, end));
        int fourthLast = text.charAt(Math.max(end - 3, 0));
        int thirdLast = text.charAt(Math.max(end - 2, 0));
        int secondLast = text.charAt(Math.max(end - 1, 0));
        int last = text.charAt(end);
        int seen = first | second | third | fourth | fourthLast | thirdLast | secondLast | last;
        if (seen >>> BITS != 0) {
            return NONE;
        }
        int front = ((first << BITS | second) << BITS | third) << BITS | fourth;
        int back = ((fourthLast << BITS | thirdLast) << BITS | secondLast) << BITS | last;
        return (end + 1L) << (CHARACTERS * BITS) | (long) front << (CHARACTERS / 2 * BITS) | back;
    }

    /** The first eight characters of a text of nine to sixteen, with its length above them; or {@link #NONE}. */
    static long packLonger(String text) {
        int length = text.length();
        if (length <= CHARACTERS || length > 2 * CHARACTERS) {
            return NONE;
        }
        int seen = 0;
        for (int i = 0; i < CHARACTERS; i++) {
            seen |= text.charAt(i) | text.charAt(length - CHARACTERS + i);
        }
        return seen >>> BITS == 0 ? (long) length << (CHARACTERS * BITS) | eight(text, 0) : NONE;
    }

    /** The last eight characters of a text of nine to sixteen. */
    static long packEnd(String text) {
        return eight(text, text.length() - CHARACTERS);
    }

    private static long eight(String text, int from) {
        long packed = 0;
        for (int i = 0; i < CHARACTERS; i++) {
            packed = packed << BITS | text.charAt(from + i);
        }
        return packed;
    }

    /** The text that was packed into one long. */
    static String unpack(long packed) {
        return unpack(packed, 0);
    }

    /** The text that was packed into two longs, or into one if it has up to eight characters. */
    static String unpack(long first, long second) {
        byte[] text = new byte[(int) (first >>> (CHARACTERS * BITS))];
        boolean longer = text.length > CHARACTERS;
        // Of a long, the characters from the front have their places from the top, those from the end from the bottom.
        int front = longer ? CHARACTERS : CHARACTERS / 2;
        long end = longer ? second : first;
        for (int i = 0; i < text.length; i++) {
            text[i] = i < front ? at(first, CHARACTERS - 1 - i) : at(end, text.length - 1 - i);
        }
        return new String(text, ISO_8859_1);
    }

    private static byte at(long packed, int place) {
        return (byte) (packed >>> (place * BITS) & ((1 << BITS) - 1));
    }

    int size() {
        return size;
    }

    /** What a text takes at most: four slots, right after the table has grown. */
    int textBytes() {
        return 4 * width * Long.BYTES;
    }

    /** A packed text's number, which is {@code number} from now on if it had none. It must not be 0. */
    long putIfAbsent(long packed, long number) {
        int at = find(packed, 0);
        if (cells[at] == NONE) {
            at = add(packed, 0, at);
            cells[at + width - 1] = number;
        }
        return cells[at + width - 1];
    }

    /** A packed text's number after one was added to it; it is 1 the first time. */
    long increment(long first, long second) {
        int at = find(first, second);
        if (cells[at] == NONE) {
            at = add(first, second, at);
        }
        return ++cells[at + width - 1];
    }

    /** Writes each text's first and second long and its number to these arrays, from a place on. In no order. */
    void copyTo(long[] firsts, long[] seconds, long[] numbers, int from) {
        int next = from;
        for (int at = 0; at < cells.length; at += width) {
            if (cells[at] != NONE) {
                firsts[next] = cells[at];
                seconds[next] = width == 2 ? 0 : cells[at + 1];
                numbers[next++] = cells[at + width - 1];
            }
        }
    }

    /** Where a packed text is, or the free slot where it belongs. */
    private int find(long first, long second) {
        long[] cells = this.cells;
        int width = this.width;
        int mask = slots - 1;
        int slot = home(first, second, mask);
        while (true) {
            int at = slot * width;
            long present = cells[at];
            if (present == NONE || (present == first && (width == 2 || cells[at + 1] == second))) {
                return at;
            }
            slot = (slot + 1) & mask;
        }
    }

    private static int home(long first, long second, int mask) {
        // The upper bits of the product depend on all bits of the text.
        return (int) (((first ^ second * SPREAD) * SPREAD) >>> Long.numberOfLeadingZeros(mask));
    }

    /** Half of the slots are free, so that a text is mostly where it is looked for first: the processor foresees that, and goes on meanwhile. */
    private int add(long first, long second, int free) {
        int at = free;
        if (++size * 2 > slots) {
            grow();
            at = find(first, second);
        }
        cells[at] = first;
        if (width > 2) {
            cells[at + 1] = second;
        }
        return at;
    }

    private void grow() {
        long[] old = cells;
        slots *= 2;
        cells = new long[slots * width];
        for (int from = 0; from < old.length; from += width) {
            if (old[from] != NONE) {
                System.arraycopy(old, from, cells, find(old[from], width == 2 ? 0 : old[from + 1]), width);
            }
        }
    }
}

package dev.kinglet.reduce;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * A number for each of many short strings. Up to eight characters of ASCII fit a number themselves, which stands in the slot with the
 * number that belongs to it: to find such a string no object is looked into, and no more than one line of the processor's cache is, where
 * a string, its characters, its entry and what belongs to that are four that are seldom there. Most words are short, and so are the codes
 * and names that data are grouped by. Confined to one thread.
 */
final class ShortTexts {

    private static final int LEAST_SLOTS = 1 << 10;

    /** What a character of ASCII takes. */
    private static final int BITS = 7;

    private static final int MAX_LENGTH = 8;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** What {@link #pack} gives where a text does not fit; no text that fits gives it. */
    static final long NONE = 0;

    /** What a text takes at most: four slots, right after the table has grown. */
    static final int TEXT_BYTES = 4 * 2 * Long.BYTES;

    /** Pairs: a packed text, {@link #NONE} where the slot is free, and its number. */
    private long[] slots = new long[2 * LEAST_SLOTS];

    private int size;

    int size() {
        return size;
    }

    /**
     * A text of one to eight characters of ASCII, seven bits each, with its length above them; or {@link #NONE}. The first four and the
     * last four are taken, which overlap or repeat where the text is shorter: a loop over the characters, or a case for each length, would
     * go on where the processor does not foresee it, with each word anew.
     */
    static long pack(String text) {
        int end = text.length() - 1;
        if (end < 0 || end >= MAX_LENGTH) {
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
        return (end + 1L) << (MAX_LENGTH * BITS) | (long) front << (MAX_LENGTH / 2 * BITS) | back;
    }

    /** The text that was packed. */
    static String unpack(long packed) {
        byte[] text = new byte[(int) (packed >>> (MAX_LENGTH * BITS))];
        for (int i = 0; i < text.length; i++) {
            // The first four are counted from the front, the last four from the end.
            int place = i < MAX_LENGTH / 2 ? MAX_LENGTH - 1 - i : text.length - 1 - i;
            text[i] = (byte) (packed >>> (place * BITS) & ((1 << BITS) - 1));
        }
        return new String(text, ISO_8859_1);
    }

    /** A packed text's number, which is {@code number} from now on if it had none. It must not be 0. */
    long putIfAbsent(long packed, long number) {
        int at = find(packed);
        if (slots[at] == NONE) {
            at = add(packed, at);
            slots[at + 1] = number;
        }
        return slots[at + 1];
    }

    /** A packed text's number after one was added to it; it is 1 the first time. */
    long increment(long packed) {
        int at = find(packed);
        if (slots[at] == NONE) {
            at = add(packed, at);
        }
        return ++slots[at + 1];
    }

    /** All packed texts, in no order. */
    long[] texts() {
        return ofAll(0);
    }

    /** Their numbers, in the order of {@link #texts}. */
    long[] numbers() {
        return ofAll(1);
    }

    private long[] ofAll(int which) {
        long[] all = new long[size];
        int next = 0;
        for (int at = 0; at < slots.length; at += 2) {
            if (slots[at] != NONE) {
                all[next++] = slots[at + which];
            }
        }
        return all;
    }

    /** Where a packed text is, or the free slot where it belongs. */
    private int find(long packed) {
        long[] slots = this.slots;
        int mask = slots.length - 1;
        int at = home(packed, mask);
        while (true) {
            long present = slots[at];
            if (present == packed || present == NONE) {
                return at;
            }
            at = (at + 2) & mask;
        }
    }

    private static int home(long packed, int mask) {
        // The upper bits of the product depend on all bits of the text. An even place: pairs begin there.
        return (int) ((packed * SPREAD) >>> Long.numberOfLeadingZeros(mask)) & -2;
    }

    /** Half of the slots are free, so that a text is mostly where it is looked for first: the processor foresees that, and goes on meanwhile. */
    private int add(long packed, int free) {
        int at = free;
        if (++size * 4 > slots.length) {
            long[] old = slots;
            slots = new long[old.length * 2];
            for (int from = 0; from < old.length; from += 2) {
                if (old[from] != NONE) {
                    int to = find(old[from]);
                    slots[to] = old[from];
                    slots[to + 1] = old[from + 1];
                }
            }
            at = find(packed);
        }
        slots[at] = packed;
        return at;
    }
}

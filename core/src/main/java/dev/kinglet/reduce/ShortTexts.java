package dev.kinglet.reduce;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * The table of the short strings among a {@link KeyTable}'s keys. Up to eight characters of ASCII fit a number, which stands in the slot itself: to
 * find such a key no object is looked into, where a string takes two that are seldom in the processor's cache. Most words are short,
 * and so are the codes and names that data are grouped by. Confined to one thread.
 */
final class ShortTexts {

    private static final int LEAST_SLOTS = 1 << 10;

    /** What a character of ASCII takes. */
    private static final int BITS = 7;

    private static final int MAX_LENGTH = 8;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** What {@link #pack} gives where a text does not fit; no text that fits gives it. */
    static final long NONE = 0;

    /** For each slot the packed text, {@link #NONE} where it is free. */
    private long[] texts = new long[LEAST_SLOTS];

    /** For each slot the number of its entry: apart from the texts, so that more of those stay in the processor's cache. */
    private int[] entries = new int[LEAST_SLOTS];

    private int size;

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

    /** The number of a packed text's entry, which is {@code next} from now on if there was none. */
    int entry(long packed, int next) {
        long[] texts = this.texts;
        int mask = texts.length - 1;
        int slot = home(packed, mask);
        while (true) {
            long present = texts[slot];
            if (present == packed) {
                return entries[slot];
            }
            if (present == NONE) {
                texts[slot] = packed;
                entries[slot] = next;
                grow();
                return next;
            }
            slot = (slot + 1) & mask;
        }
    }

    private static int home(long packed, int mask) {
        // The upper bits of the product depend on all bits of the text.
        return (int) ((packed * SPREAD) >>> Long.numberOfLeadingZeros(mask));
    }

    /** Half of the slots are free, so that a text is mostly where it is looked for first: the processor foresees that, and goes on meanwhile. */
    private void grow() {
        if (++size * 2 <= texts.length) {
            return;
        }
        long[] oldTexts = texts;
        int[] oldEntries = entries;
        texts = new long[oldTexts.length * 2];
        entries = new int[oldTexts.length * 2];
        int mask = texts.length - 1;
        for (int from = 0; from < oldTexts.length; from++) {
            if (oldTexts[from] != NONE) {
                int to = home(oldTexts[from], mask);
                while (texts[to] != NONE) {
                    to = (to + 1) & mask;
                }
                texts[to] = oldTexts[from];
                entries[to] = oldEntries[from];
            }
        }
    }
}

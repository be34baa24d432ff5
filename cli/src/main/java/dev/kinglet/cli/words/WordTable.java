package dev.kinglet.cli.words;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Words and how often each occurs: an open-addressing table without an object for a word. A word of up to eight ASCII characters is a number
 * that stands in its slot; of a longer one the slot has the place of its letters in one array that all share, and a part of its hash, so
 * that the letters of another word are seldom looked at. A word's slot is the top bits of its hash: to join one table to another walks
 * through both from front to back, which caches like, whatever their sizes. Confined to one thread.
 */
final class WordTable {

    private static final int LEAST_SLOTS = 64;
    private static final int LEAST_LETTERS = 1 << 10;

    /** Spreads a number over all bits: 2^64 over the golden ratio, odd. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** What a key of a word in {@link #letters} has, and a word that is its own key has not. */
    private static final long ELSEWHERE = Long.MIN_VALUE;

    /** Two for each slot: the key, 0 where it is free, and the count. */
    private long[] cells;

    /** The longer words one behind the other, each as its length in bytes and its UTF-8. */
    private byte[] letters = new byte[LEAST_LETTERS];

    private int used;
    private int size;

    /** No words, with place for so many. */
    WordTable(int expected) {
        cells = new long[2 * Math.max(LEAST_SLOTS, Integer.highestOneBit(Math.max(1, expected)) << 2)];
    }

    int size() {
        return size;
    }

    /** Counts the words of a text: what stands between white space. */
    void addWords(String text) {
        int length = text.length();
        int position = 0;
        while (true) {
            while (position < length && isSpace(text.charAt(position))) {
                position++;
            }
            if (position == length) {
                return;
            }
            int start = position;
            int hash = 0;
            long packed = 0;
            int seen = 0;
            while (position < length) {
                char c = text.charAt(position);
                if (isSpace(c)) {
                    break;
                }
                hash = 31 * hash + c;
                packed = packed << Byte.SIZE | c;
                seen |= c | c - 1;
                position++;
            }
            if (!isPlain(seen)) {
                byte[] utf8 = text.substring(start, position).getBytes(UTF_8);
                add(utf8, 0, utf8.length, 1);
            } else if (position - start <= Long.BYTES) {
                addShort(packed, 1);
            } else {
                addLong(text, start, position, spread(hash));
            }
        }
    }

    private static boolean isSpace(char c) {
        return c <= ' ' && (c == ' ' || (c >= '\t' && c <= '\r'));
    }

    /**
     * Whether all characters are ASCII, from what {@code c | c - 1} of all of them gives. U+0000 is not: it would be lost among a
     * number's leading zeros.
     */
    private static boolean isPlain(int seen) {
        return seen >>> 7 == 0;
    }

    /** Counts a word, given as UTF-8. */
    void add(byte[] utf8, int start, int length, long count) {
        int hash = 0;
        long packed = 0;
        int seen = 0;
        for (int i = start; i < start + length; i++) {
            byte letter = utf8[i];
            hash = 31 * hash + (letter & 0xff);
            packed = packed << Byte.SIZE | (letter & 0xff);
            seen |= letter | letter - 1;
        }
        if (length <= Long.BYTES && isPlain(seen)) {
            addShort(packed, count);
        } else {
            addLong(utf8, start, length, spread(hash), count);
        }
    }

    /** The counts of another table are added to these. */
    void add(WordTable other) {
        for (int cell = 0; cell < other.cells.length; cell += 2) {
            long key = other.cells[cell];
            long count = other.cells[cell + 1];
            if (key > 0) {
                addShort(key, count);
            } else if (key < 0) {
                int length = Numbers.at(other.letters, (int) key);
                addLong(other.letters, (int) key + Numbers.bytes(length), length, hash(key), count);
            }
        }
    }

    private void addShort(long packed, long count) {
        int cell = cell(spread(packed));
        while (cells[cell] != packed) {
            if (cells[cell] == 0) {
                put(cell, packed, count);
                return;
            }
            cell = next(cell);
        }
        cells[cell + 1] += count;
    }

    /** Counts a word of ASCII that is a part of a text. */
    private void addLong(String text, int start, int end, int hash) {
        int cell = cell(hash);
        while (!(isOf(cells[cell], hash) && isAt((int) cells[cell], text, start, end))) {
            if (cells[cell] == 0) {
                long key = key(hash, end - start);
                for (int i = start; i < end; i++) {
                    letters[used++] = (byte) text.charAt(i);
                }
                put(cell, key, 1);
                return;
            }
            cell = next(cell);
        }
        cells[cell + 1]++;
    }

    private void addLong(byte[] utf8, int start, int length, int hash, long count) {
        int cell = cell(hash);
        while (!(isOf(cells[cell], hash) && isAt((int) cells[cell], utf8, start, length))) {
            if (cells[cell] == 0) {
                long key = key(hash, length);
                System.arraycopy(utf8, start, letters, used, length);
                used += length;
                put(cell, key, count);
                return;
            }
            cell = next(cell);
        }
        cells[cell + 1] += count;
    }

    /** Whether the key is of a longer word with this hash, as far as the key has it. */
    private static boolean isOf(long key, int hash) {
        return key < 0 && hash(key) == (hash & ~1);
    }

    private boolean isAt(int place, String text, int start, int end) {
        int length = Numbers.at(letters, place);
        if (length != end - start) {
            return false;
        }
        int letter = place + Numbers.bytes(length);
        for (int i = start; i < end; i++) {
            if (letters[letter++] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean isAt(int place, byte[] utf8, int start, int length) {
        int from = place + Numbers.bytes(length);
        return Numbers.at(letters, place) == length
                && Arrays.equals(letters, from, from + length, utf8, start, start + length);
    }

    /** The key of a longer word whose length is written here, and whose letters must be next. */
    private long key(int hash, int length) {
        int needed = Math.addExact(used, length + Numbers.MAX_BYTES);
        if (needed > letters.length) {
            letters = Arrays.copyOf(
                    letters, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(letters.length * 2L, needed)));
        }
        long key = ELSEWHERE | (long) (hash >>> 1) << 32 | used;
        used = Numbers.write(length, letters, used);
        return key;
    }

    private void put(int cell, long key, long count) {
        cells[cell] = key;
        cells[cell + 1] = count;
        size++;
        if (size * 4L > cells.length) {
            grow();
        }
    }

    private void grow() {
        long[] old = cells;
        cells = new long[Math.multiplyExact(old.length, 2)];
        for (int from = 0; from < old.length; from += 2) {
            if (old[from] != 0) {
                int to = cell(old[from] < 0 ? hash(old[from]) : spread(old[from]));
                while (cells[to] != 0) {
                    to = next(to);
                }
                cells[to] = old[from];
                cells[to + 1] = old[from + 1];
            }
        }
    }

    private static int spread(long number) {
        return (int) ((number * SPREAD) >>> 32);
    }

    /** What a longer word's key knows of its hash: all but the lowest bit. */
    private static int hash(long key) {
        return (int) (key >>> 31) & ~1;
    }

    private int cell(int hash) {
        return (hash >>> (Integer.numberOfLeadingZeros(cells.length) + 1)) & ~1;
    }

    private int next(int cell) {
        return (cell + 2) & (cells.length - 1);
    }

    /** What travels in place of the table: its words and counts alone, from front to back. */
    PackedCounts packed() {
        PackedCounts.Writer writer = new PackedCounts.Writer(size);
        for (int cell = 0; cell < cells.length; cell += 2) {
            long key = cells[cell];
            if (key > 0) {
                writer.add(key, cells[cell + 1]);
            } else if (key < 0) {
                int length = Numbers.at(letters, (int) key);
                writer.add(letters, (int) key + Numbers.bytes(length), length, cells[cell + 1]);
            }
        }
        return writer.packed();
    }
}

package dev.kinglet.cli.words;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How often each word occurs. A word is what stands between white space, {@code \s+}: space, tab, line feed, vertical tab, form feed
 * and carriage return. Confined to one thread.
 *
 * <p>An open-addressing table, because counting words in a {@link java.util.HashMap} spends most of its time making strings of words that
 * it has already. A word's place is the top bits of its hash, so that to join one table to another walks through both from front to
 * back, which caches like, whatever their sizes.
 *
 * <p>Counts are lazy: a text is counted, and what came from elsewhere is unpacked, when they are joined to others, and then straight into
 * those. That spares a table for each of many small texts, and one for a result of which only the most frequent words are looked at.
 */
public final class WordCounts implements Serializable {

    private static final int LEAST_SLOTS = 64;

    /** Spreads the hash of a string over all bits: 2^32 over the golden ratio, odd. */
    private static final int SPREAD = 0x9E3779B9;

    private static final long COUNT_MASK = 0xffff_ffffL;

    /** The words, each in the first free place from that of its hash on. */
    private @Nullable String[] words;

    /** For each word its hash code, to compare without touching the string, in the high half, and its count in the low one. */
    private long[] cells;

    private int size;

    /** What is still to be counted; there is such only while the table is empty. */
    private @Nullable String text;

    private @Nullable PackedCounts packed;

    /** No words, with place for so many. */
    private WordCounts(int expected) {
        int slots = Math.max(LEAST_SLOTS, Integer.highestOneBit(Math.max(1, expected)) << 2);
        words = new String[slots];
        cells = new long[slots];
    }

    /** No words. */
    public static WordCounts none() {
        return new WordCounts(0);
    }

    /** The words of a text. */
    public static WordCounts of(String text) {
        WordCounts counts = none();
        counts.text = text;
        return counts;
    }

    /** What came from elsewhere. */
    static WordCounts of(PackedCounts packed) {
        WordCounts counts = none();
        counts.packed = packed;
        return counts;
    }

    /** Adds all of the other's counts to these. */
    public WordCounts plus(WordCounts other) {
        settle();
        if (other.size > size) {
            return other.plus(this);
        }
        other.addTo(this);
        return this;
    }

    private void settle() {
        if (text != null) {
            String uncounted = text;
            text = null;
            addWords(uncounted);
        }
        if (packed != null) {
            PackedCounts unopened = packed;
            packed = null;
            makeRoom(unopened.words());
            add(unopened);
        }
    }

    private void makeRoom(int expected) {
        WordCounts roomy = new WordCounts(expected);
        words = roomy.words;
        cells = roomy.cells;
    }

    private void addTo(WordCounts sum) {
        if (text != null) {
            sum.addWords(text);
        } else if (packed != null) {
            sum.add(packed);
        } else {
            for (int slot = 0; slot < words.length; slot++) {
                String word = words[slot];
                if (word != null) {
                    sum.add(word, (int) (cells[slot] >>> 32), (int) cells[slot]);
                }
            }
        }
    }

    private void addWords(String uncounted) {
        int length = uncounted.length();
        int position = 0;
        while (true) {
            while (position < length && isSpace(uncounted.charAt(position))) {
                position++;
            }
            if (position == length) {
                return;
            }
            int start = position;
            // As String.hashCode() has it, so that a word's string knows the same hash.
            int hash = 0;
            while (position < length) {
                char c = uncounted.charAt(position);
                if (isSpace(c)) {
                    break;
                }
                hash = 31 * hash + c;
                position++;
            }
            add(uncounted, start, position, hash);
        }
    }

    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    /** Counts a word that is a part of a text; a string is made of it only if it is new. */
    private void add(String uncounted, int start, int end, int hash) {
        int slot = slot(hash);
        while (true) {
            String word = words[slot];
            if (word == null) {
                put(slot, uncounted.substring(start, end), hash, 1);
                return;
            }
            if ((int) (cells[slot] >>> 32) == hash
                    && word.length() == end - start
                    && uncounted.startsWith(word, start)) {
                cells[slot]++;
                return;
            }
            slot = (slot + 1) & (words.length - 1);
        }
    }

    private void add(PackedCounts more) {
        PackedCounts.Cursor cursor = more.new Cursor();
        while (cursor.next()) {
            String word = cursor.word();
            add(word, word.hashCode(), cursor.count());
        }
    }

    private void add(String word, int hash, int count) {
        int slot = slot(hash);
        while (true) {
            String present = words[slot];
            if (present == null) {
                put(slot, word, hash, count);
                return;
            }
            if ((int) (cells[slot] >>> 32) == hash && present.equals(word)) {
                cells[slot] += count;
                return;
            }
            slot = (slot + 1) & (words.length - 1);
        }
    }

    private void put(int slot, String word, int hash, int count) {
        words[slot] = word;
        cells[slot] = (long) hash << 32 | count;
        size++;
        if (size * 2 > words.length) {
            grow();
        }
    }

    private void grow() {
        @Nullable String[] oldWords = words;
        long[] oldCells = cells;
        words = new String[oldWords.length * 2];
        cells = new long[words.length];
        for (int old = 0; old < oldWords.length; old++) {
            String word = oldWords[old];
            if (word != null) {
                int slot = slot((int) (oldCells[old] >>> 32));
                while (words[slot] != null) {
                    slot = (slot + 1) & (words.length - 1);
                }
                words[slot] = word;
                cells[slot] = oldCells[old];
            }
        }
    }

    private int slot(int hash) {
        return (hash * SPREAD) >>> (Integer.numberOfLeadingZeros(words.length) + 1);
    }

    /** What travels in place of the table: its words and counts alone, from front to back. */
    private Object writeReplace() {
        if (packed != null) {
            return packed;
        }
        settle();
        PackedCounts.Writer writer = new PackedCounts.Writer(size);
        for (int slot = 0; slot < words.length; slot++) {
            String word = words[slot];
            if (word != null) {
                writer.add(word, (int) cells[slot]);
            }
        }
        return writer.packed();
    }

    private void readObject(ObjectInputStream stream) throws InvalidObjectException {
        throw new InvalidObjectException("counts travel packed");
    }

    /** How many different words there are. */
    public int distinct() {
        if (packed != null) {
            return packed.words();
        }
        settle();
        return size;
    }

    /** How many words there are in all. */
    public long total() {
        long total = 0;
        if (packed != null) {
            PackedCounts.Cursor cursor = packed.new Cursor();
            while (cursor.next()) {
                total += cursor.count();
            }
            return total;
        }
        settle();
        for (long cell : cells) {
            total += cell & COUNT_MASK;
        }
        return total;
    }

    /** How often a word occurs. */
    public int count(String word) {
        settle();
        int slot = slot(word.hashCode());
        while (true) {
            String present = words[slot];
            if (present == null || present.equals(word)) {
                return present == null ? 0 : (int) cells[slot];
            }
            slot = (slot + 1) & (words.length - 1);
        }
    }

    /** The most frequent words, those of equal frequency in the order of the alphabet. */
    public List<WordCount> top(int many) {
        TopWords top = new TopWords(many);
        if (packed != null) {
            PackedCounts.Cursor cursor = packed.new Cursor();
            while (cursor.next()) {
                if (top.takes(cursor.count())) {
                    top.offer(cursor.word(), cursor.count());
                }
            }
            return top.words();
        }
        settle();
        for (int slot = 0; slot < words.length; slot++) {
            String word = words[slot];
            if (word != null && top.takes((int) cells[slot])) {
                top.offer(word, (int) cells[slot]);
            }
        }
        return top.words();
    }

    /** A word and how often it occurs. */
    public record WordCount(String word, int count) {}
}

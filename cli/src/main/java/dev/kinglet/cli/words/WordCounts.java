package dev.kinglet.cli.words;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How often each word occurs. A word is what stands between white space, {@code \s+}: space, tab, line feed, vertical tab, form feed
 * and carriage return. Confined to one thread.
 *
 * <p>An open-addressing table, because counting words in a {@link java.util.HashMap} spends most of its time making strings of words that
 * it has already. A word's place is the top bits of its hash, so that to join one table to another walks through both from front to
 * back, which caches like, whatever their sizes.
 */
public final class WordCounts implements Serializable {

    private static final int LEAST_SLOTS = 64;

    /** Spreads the hash of a string over all bits: 2^32 over the golden ratio, odd. */
    private static final int SPREAD = 0x9E3779B9;

    private @Nullable String[] words;
    private int[] counts;
    private int size;

    /** A text whose words are still to be counted; there is one only while the table is empty. */
    private @Nullable String uncounted;

    /** The words' hash codes, to compare them without touching the strings. */
    private int[] hashes;

    /** No words, with place for about so many. */
    WordCounts(int expected) {
        int slots = Math.max(LEAST_SLOTS, Integer.highestOneBit(Math.max(1, expected)) << 2);
        words = new String[slots];
        counts = new int[slots];
        hashes = new int[slots];
    }

    /** No words. */
    public static WordCounts none() {
        return new WordCounts(0);
    }

    /**
     * The words of a text. They are counted when they are asked for or travel, or when these counts are added to others: then straight into
     * those, which spares a table for each of many small texts.
     */
    public static WordCounts of(String text) {
        WordCounts counts = none();
        counts.uncounted = text;
        return counts;
    }

    private void settle() {
        String text = uncounted;
        if (text != null) {
            uncounted = null;
            add(text);
        }
    }

    private void add(String text) {
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
            // As String.hashCode() has it, so that a word's string knows the same hash.
            int hash = 0;
            while (position < length) {
                char c = text.charAt(position);
                if (isSpace(c)) {
                    break;
                }
                hash = 31 * hash + c;
                position++;
            }
            count(text, start, position, hash);
        }
    }

    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private void count(String text, int start, int end, int hash) {
        int slot = slot(hash);
        while (true) {
            String word = words[slot];
            if (word == null) {
                put(slot, text.substring(start, end), hash, 1);
                return;
            }
            if (hashes[slot] == hash && word.length() == end - start && text.startsWith(word, start)) {
                counts[slot]++;
                return;
            }
            slot = (slot + 1) & (words.length - 1);
        }
    }

    /** Adds all of the other's counts to these. */
    public WordCounts plus(WordCounts other) {
        settle();
        if (other.uncounted != null) {
            add(other.uncounted);
            return this;
        }
        if (other.size > size) {
            return other.plus(this);
        }
        int[] theirs = other.hashes;
        for (int slot = 0; slot < theirs.length; slot++) {
            String word = other.words[slot];
            if (word != null) {
                add(word, theirs[slot], other.counts[slot]);
            }
        }
        return this;
    }

    /** Adds to the count of a word, whose hash code is given. */
    void add(String word, int hash, int count) {
        int slot = slot(hash);
        while (true) {
            String present = words[slot];
            if (present == null) {
                put(slot, word, hash, count);
                return;
            }
            if (hashes[slot] == hash && present.equals(word)) {
                counts[slot] += count;
                return;
            }
            slot = (slot + 1) & (words.length - 1);
        }
    }

    private void put(int slot, String word, int hash, int count) {
        words[slot] = word;
        hashes[slot] = hash;
        counts[slot] = count;
        size++;
        if (size * 2 > words.length) {
            grow();
        }
    }

    private void grow() {
        @Nullable String[] oldWords = words;
        int[] oldCounts = counts;
        int[] oldHashes = hashes;
        words = new String[oldWords.length * 2];
        counts = new int[words.length];
        hashes = new int[words.length];
        for (int old = 0; old < oldWords.length; old++) {
            String word = oldWords[old];
            if (word != null) {
                int slot = slot(oldHashes[old]);
                while (words[slot] != null) {
                    slot = (slot + 1) & (words.length - 1);
                }
                words[slot] = word;
                counts[slot] = oldCounts[old];
                hashes[slot] = oldHashes[old];
            }
        }
    }

    private int slot(int hash) {
        return (hash * SPREAD) >>> (Integer.numberOfLeadingZeros(words.length) + 1);
    }

    /** What travels in place of the table: its words and counts alone, from front to back. */
    private Object writeReplace() {
        settle();
        PackedCounts.Writer writer = new PackedCounts.Writer(size);
        for (int slot = 0; slot < words.length; slot++) {
            String word = words[slot];
            if (word != null) {
                writer.add(word, counts[slot]);
            }
        }
        return writer.packed();
    }

    private void readObject(ObjectInputStream stream) throws InvalidObjectException {
        throw new InvalidObjectException("counts travel packed");
    }

    /** How many different words there are. */
    public int distinct() {
        settle();
        return size;
    }

    /** How many words there are in all. */
    public long total() {
        settle();
        return Arrays.stream(counts).asLongStream().sum();
    }

    /** How often a word occurs. */
    public int count(String word) {
        settle();
        int slot = slot(word.hashCode());
        while (true) {
            String present = words[slot];
            if (present == null || present.equals(word)) {
                return present == null ? 0 : counts[slot];
            }
            slot = (slot + 1) & (words.length - 1);
        }
    }

    /** The most frequent words, those of equal frequency in the order of the alphabet. */
    public List<WordCount> top(int many) {
        settle();
        int least = IntStream.of(counts)
                .filter(count -> count > 0)
                .sorted()
                .skip(Math.max(0, size - many))
                .findFirst()
                .orElse(0);
        return IntStream.range(0, words.length)
                .filter(slot -> counts[slot] >= least)
                .boxed()
                .flatMap(slot -> {
                    String word = words[slot];
                    return word == null ? Stream.<WordCount>empty() : Stream.of(new WordCount(word, counts[slot]));
                })
                .sorted(Comparator.comparingInt(WordCount::count).reversed().thenComparing(WordCount::word))
                .limit(many)
                .toList();
    }

    /** A word and how often it occurs. */
    public record WordCount(String word, int count) {}
}

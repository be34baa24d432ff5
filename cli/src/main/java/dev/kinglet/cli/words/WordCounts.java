package dev.kinglet.cli.words;

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
public final class WordCounts {

    private static final int LEAST_SLOTS = 64;

    /** Spreads the hash of a string over all bits: 2^32 over the golden ratio, odd. */
    private static final int SPREAD = 0x9E3779B9;

    /** Java sources have a new word about every so many characters; text has fewer. */
    private static final int CHARS_PER_NEW_WORD = 24;

    private @Nullable String[] words;
    private int[] counts;
    private int size;

    /** The words' hash codes, to compare them without touching the strings. Made again where the table came from elsewhere. */
    private transient int @Nullable [] hashes;

    /** No words, with place for about so many. */
    private WordCounts(int expected) {
        int slots = Math.max(LEAST_SLOTS, Integer.highestOneBit(Math.max(1, expected)) << 2);
        words = new String[slots];
        counts = new int[slots];
        hashes = new int[slots];
    }

    /** No words. */
    public static WordCounts none() {
        return new WordCounts(0);
    }

    /** The words of a text. */
    public static WordCounts of(String text) {
        WordCounts counts = new WordCounts(text.length() / CHARS_PER_NEW_WORD);
        counts.add(text);
        return counts;
    }

    /** Counts the words of a text. */
    public void add(String text) {
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
        int[] known = hashes();
        int slot = slot(hash);
        while (true) {
            String word = words[slot];
            if (word == null) {
                put(slot, text.substring(start, end), hash, 1);
                return;
            }
            if (known[slot] == hash && word.length() == end - start && text.startsWith(word, start)) {
                counts[slot]++;
                return;
            }
            slot = (slot + 1) & (words.length - 1);
        }
    }

    /** Adds all of the other's counts to these. */
    public WordCounts plus(WordCounts other) {
        if (other.size > size) {
            return other.plus(this);
        }
        int[] theirs = other.hashes();
        for (int slot = 0; slot < theirs.length; slot++) {
            String word = other.words[slot];
            if (word != null) {
                add(word, theirs[slot], other.counts[slot]);
            }
        }
        return this;
    }

    private void add(String word, int hash, int count) {
        int[] known = hashes();
        int slot = slot(hash);
        while (true) {
            String present = words[slot];
            if (present == null) {
                put(slot, word, hash, count);
                return;
            }
            if (known[slot] == hash && present.equals(word)) {
                counts[slot] += count;
                return;
            }
            slot = (slot + 1) & (words.length - 1);
        }
    }

    private void put(int slot, String word, int hash, int count) {
        words[slot] = word;
        hashes()[slot] = hash;
        counts[slot] = count;
        size++;
        if (size * 2 > words.length) {
            grow();
        }
    }

    private void grow() {
        @Nullable String[] oldWords = words;
        int[] oldCounts = counts;
        int[] oldHashes = hashes();
        words = new String[oldWords.length * 2];
        counts = new int[words.length];
        int[] newHashes = new int[words.length];
        hashes = newHashes;
        for (int old = 0; old < oldWords.length; old++) {
            String word = oldWords[old];
            if (word != null) {
                int slot = slot(oldHashes[old]);
                while (words[slot] != null) {
                    slot = (slot + 1) & (words.length - 1);
                }
                words[slot] = word;
                counts[slot] = oldCounts[old];
                newHashes[slot] = oldHashes[old];
            }
        }
    }

    private int slot(int hash) {
        return (hash * SPREAD) >>> (Integer.numberOfLeadingZeros(words.length) + 1);
    }

    private int[] hashes() {
        int[] known = hashes;
        if (known == null) {
            known = new int[words.length];
            for (int slot = 0; slot < known.length; slot++) {
                String word = words[slot];
                known[slot] = word == null ? 0 : word.hashCode();
            }
            hashes = known;
        }
        return known;
    }

    /** How many different words there are. */
    public int distinct() {
        return size;
    }

    /** How many words there are in all. */
    public long total() {
        return Arrays.stream(counts).asLongStream().sum();
    }

    /** How often a word occurs. */
    public int count(String word) {
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

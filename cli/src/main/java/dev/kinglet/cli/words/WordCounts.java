package dev.kinglet.cli.words;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How often each word occurs. A word is what stands between white space, {@code \s+}: space, tab, line feed, vertical tab, form feed
 * and carriage return. Half a surrogate pair counts as {@code ?}. Confined to one thread.
 *
 * <p>Counting words in a {@link java.util.HashMap} spends most of its time making strings of words that it has already; here they are made
 * only of those that somebody looks at. Counts are lazy: a text is counted, and what came from elsewhere is unpacked, when they are joined
 * to others, and then straight into those. That spares a table for each of many small texts, and one for a result of which only the most
 * frequent words are looked at.
 */
public final class WordCounts implements Serializable {

    /** What is known, in one of three forms: a text that is still to be counted, what travelled, or a table to count in. */
    private @Nullable String text;

    private @Nullable PackedCounts packed;
    private transient @Nullable WordTable table;

    private WordCounts(@Nullable String text, @Nullable PackedCounts packed, @Nullable WordTable table) {
        this.text = text;
        this.packed = packed;
        this.table = table;
    }

    /** No words. */
    public static WordCounts none() {
        return new WordCounts(null, null, new WordTable(0));
    }

    /** The words of a text. */
    public static WordCounts of(String text) {
        return new WordCounts(text, null, null);
    }

    /** What came from elsewhere. */
    static WordCounts of(PackedCounts packed) {
        return new WordCounts(null, packed, null);
    }

    /** Adds all of the other's counts to these. */
    public WordCounts plus(WordCounts other) {
        WordTable sum = table();
        if (other.table != null && other.table.size() > sum.size()) {
            other.table.add(sum);
            return other;
        }
        other.addTo(sum);
        return this;
    }

    private void addTo(WordTable sum) {
        if (text != null) {
            sum.addWords(text);
        } else if (packed != null) {
            packed.addTo(sum);
        } else {
            sum.add(table());
        }
    }

    private WordTable table() {
        if (table != null) {
            return table;
        }
        WordTable counted = new WordTable(packed == null ? 0 : packed.words());
        addTo(counted);
        text = null;
        packed = null;
        table = counted;
        return counted;
    }

    private PackedCounts packed() {
        return packed != null ? packed : table().packed();
    }

    /** What travels in place of these. */
    private Object writeReplace() {
        return packed();
    }

    private void readObject(ObjectInputStream stream) throws InvalidObjectException {
        throw new InvalidObjectException("counts travel packed");
    }

    /** How many different words there are. */
    public int distinct() {
        return packed != null ? packed.words() : table().size();
    }

    /** How many words there are in all. */
    public long total() {
        return packed().total();
    }

    /** How often a word occurs. Goes through all of them. */
    public long count(String word) {
        return packed().count(word);
    }

    /** The most frequent words, those of equal frequency in the order of the alphabet. */
    public List<WordCount> top(int many) {
        return packed().top(many);
    }

    /** A word and how often it occurs. */
    public record WordCount(String word, long count) {}
}

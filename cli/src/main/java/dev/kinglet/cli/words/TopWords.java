package dev.kinglet.cli.words;

import dev.kinglet.cli.words.WordCounts.WordCount;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Keeps the most frequent of all words that it is offered. Confined to one thread. */
final class TopWords {

    /** The most frequent first, those of equal frequency in the order of the alphabet. */
    private static final Comparator<WordCount> ORDER =
            Comparator.comparingLong(WordCount::count).reversed().thenComparing(WordCount::word);

    private final int many;
    private final PriorityQueue<WordCount> leastFirst = new PriorityQueue<>(ORDER.reversed());

    TopWords(int many) {
        this.many = many;
    }

    /** Whether a word that occurs so often may be one of the most frequent so far. */
    boolean takes(long count) {
        WordCount least = leastFirst.peek();
        return least == null || leastFirst.size() < many || count >= least.count();
    }

    void offer(String word, long count) {
        leastFirst.add(new WordCount(word, count));
        if (leastFirst.size() > many) {
            leastFirst.remove();
        }
    }

    List<WordCount> words() {
        return leastFirst.stream().sorted(ORDER).toList();
    }
}

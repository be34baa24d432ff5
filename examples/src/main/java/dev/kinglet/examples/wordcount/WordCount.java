package dev.kinglet.examples.wordcount;

import dev.kinglet.CallFuture;
import dev.kinglet.FunctionExecutor;
import dev.kinglet.Inputs;
import dev.kinglet.Job;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Counts words, in the plainest way; {@code kinglet demo} has the fast one. Arguments name other text. */
public final class WordCount implements Job {

    private static final String BIBLE = "classpath:dev/kinglet/examples/kjv.txt.gz";
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final int TOP = 5;

    @Override
    public void run(FunctionExecutor executor, String[] arguments) {
        Inputs<String> texts = Inputs.texts(arguments.length == 0 ? new String[] {BIBLE} : arguments);
        CallFuture<Map<String, Integer>> counting = executor.mapReduce(WordCount::count, texts, WordCount::join);

        Map<String, Integer> counts = counting.join();
        List<String> top = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .limit(TOP)
                .map(Map.Entry::getKey)
                .toList();
        if (arguments.length == 0
                && (counts.size() != 59_958 || !top.equals(List.of("the", "and", "of", "to", "And")))) {
            throw new IllegalStateException(counts.size() + " different words, the most frequent " + top);
        }
        System.out.println(top.stream()
                .map(word -> word + " " + counts.get(word))
                .collect(Collectors.joining(", ", counts.size() + " different words: ", "")));
    }

    private static Map<String, Integer> count(String text) {
        Map<String, Integer> counts = new HashMap<>();
        SPACE.splitAsStream(text).filter(word -> !word.isEmpty()).forEach(word -> counts.merge(word, 1, Integer::sum));
        return counts;
    }

    private static Map<String, Integer> join(Map<String, Integer> left, Map<String, Integer> right) {
        right.forEach((word, count) -> left.merge(word, count, Integer::sum));
        return left;
    }
}

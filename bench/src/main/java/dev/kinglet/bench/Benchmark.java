package dev.kinglet.bench;

import dev.kinglet.FunctionExecutor;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all benchmarks have in common: settings, a table, and files of the result where they are asked for. */
abstract class Benchmark implements Callable<Integer> {

    /** Marks a benchmark that was started again in a JVM of its own; no part of the command that results show. */
    static final String IN_THIS_JVM = "--in-this-jvm";

    @Option(names = "--json", paramLabel = "FILE", description = "also write the result as a JSON object")
    private @Nullable Path json;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "also write the result as a page with plots, all in one file")
    private @Nullable Path html;

    @Option(
            names = "--compare",
            paramLabel = "FILE",
            description = "what --json wrote earlier: print the ratio of each figure, and what got worse")
    private @Nullable Path compare;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "any setting; kinglet config shows them all")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Measures. */
    abstract Figures measure() throws Exception;

    @Override
    public Integer call() throws Exception {
        // First: a file that is none should not be found out after minutes of measuring.
        BenchmarkResult earlier = compare == null ? null : ResultFile.read(compare);
        report(measure(), earlier);
        return 0;
    }

    private void report(Figures figures, @Nullable BenchmarkResult earlier) throws IOException {
        BenchmarkResult result =
                new BenchmarkResult(spec.name(), command(), Machine.describe(), Instant.now(), figures);
        result.print(out());
        if (json != null) {
            Files.writeString(json, ResultFile.write(result) + "\n");
        }
        if (html != null) {
            Files.writeString(html, result.html());
        }
        if (earlier != null) {
            Comparison.print(out(), earlier, result);
        }
    }

    /** What stands before the words of {@link #words}. */
    String commandPrefix() {
        return "./kinglet bench ";
    }

    /** What was typed behind {@code kinglet bench}. */
    List<String> words() {
        List<String> words =
                new ArrayList<>(spec.root().commandLine().getParseResult().originalArgs());
        words.remove(IN_THIS_JVM);
        return words;
    }

    /** What decides on the figures: where results go does not. */
    private String command() {
        List<String> words = words();
        for (String option : List.of("--json", "--html", "--compare")) {
            int at = words.indexOf(option);
            if (at >= 0) {
                words.subList(at, Math.min(at + 2, words.size())).clear();
            }
            words.removeIf(word -> word.startsWith(option + "="));
        }
        return commandPrefix() + String.join(" ", words);
    }

    PrintWriter out() {
        return spec.root().commandLine().getOut();
    }

    /** A line for who waits. */
    void say(String line) {
        out().println(line);
        out().flush();
    }

    /** An executor with the settings of the command line, and these beside. */
    FunctionExecutor executor(Map<String, String> others) {
        Map<String, String> all = new LinkedHashMap<>(others);
        all.putAll(settings);
        return FunctionExecutor.create(all);
    }

    /** The settings of the command line. */
    Map<String, String> settings() {
        return settings;
    }

    /** The settings of the command line, as other commands take them. */
    List<String> settingWords() {
        List<String> words = new ArrayList<>();
        settings.forEach((key, value) -> words.addAll(List.of("--set", key + "=" + value)));
        return words;
    }
}

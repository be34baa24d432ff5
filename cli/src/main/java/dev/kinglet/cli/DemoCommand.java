package dev.kinglet.cli;

import dev.kinglet.CallFuture;
import dev.kinglet.FunctionExecutor;
import dev.kinglet.Inputs;
import dev.kinglet.cli.words.WordCounts;
import dev.kinglet.config.LoadedSettings;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kinglet demo}: a whole job over real text. */
@Command(
        description =
                "Counts words: what stands between white space. By default those of the Java sources that the JDK ships.",
        mixinStandardHelpOptions = true)
final class DemoCommand extends Action {

    private static final int TOP = 20;

    @Option(
            names = "--input",
            paramLabel = "PATTERN",
            description = "a file, folder, glob, archive or s3:// prefix; may be given more than once")
    private List<String> inputs = new ArrayList<>();

    @Mixin
    private SettingOptions settings = new SettingOptions();

    @Override
    public Integer call() throws Exception {
        LoadedSettings loaded = settings.load();
        List<String> patterns = inputs.isEmpty() ? List.of(DemoText.find(out())) : inputs;
        out().println("counting the words of " + String.join(", ", patterns) + " on platform " + loaded.platform()
                + " with " + loaded.workers() + " workers");
        try (FunctionExecutor executor = FunctionExecutor.create(settings.given())) {
            Interruption.guard(executor, loaded.store(), err(), () -> count(executor, patterns, out()));
        }
        return 0;
    }

    private static void count(FunctionExecutor executor, List<String> patterns, PrintStream out) throws Exception {
        CallFuture<WordCounts> counting =
                executor.mapReduce(WordCounts::of, Inputs.texts(patterns.toArray(String[]::new)), WordCounts::plus);
        WordCounts counts = Progress.ofThisProcess().await(counting);
        show(counts, out);
        out.println();
        ReportText.of(counting.report()).forEach(out::println);
    }

    private static void show(WordCounts counts, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%n%,d words, %,d different; the %d most frequent:%n%n",
                counts.total(),
                counts.distinct(),
                TOP);
        for (WordCounts.WordCount word : counts.top(TOP)) {
            out.printf(Locale.ROOT, "%,12d  %s%n", word.count(), word.word());
        }
    }
}

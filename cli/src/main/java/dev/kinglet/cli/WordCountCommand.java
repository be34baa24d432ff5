package dev.kinglet.cli;

import dev.kinglet.Count;
import dev.kinglet.Dataset;
import dev.kinglet.FunctionExecutor;
import dev.kinglet.Sinks;
import dev.kinglet.SortOrder;
import dev.kinglet.Sources;
import dev.kinglet.cli.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kinglet wordcount}: how often each word occurs, by a shuffle. */
@Command(
        description = {
            "Counts words: what stands between white space.",
            "Writes all counts, the most frequent first, as CSV to --output; without it, shows the 20 most frequent."
        },
        mixinStandardHelpOptions = true)
final class WordCountCommand extends DatasetAction {

    private static final int TOP = 20;

    @Option(
            names = "--input",
            required = true,
            paramLabel = "PATTERN",
            description = "a file, folder, glob, archive or s3:// prefix; may be given more than once")
    private List<String> inputs = new ArrayList<>();

    @Option(names = "--output", paramLabel = "LOCATION", description = "an empty folder or s3:// prefix")
    private @Nullable String output;

    WordCountCommand() {}

    @Override
    void run(FunctionExecutor executor) {
        Dataset<Count<String>> counts = shown(executor.read(Sources.text(inputs.toArray(String[]::new)))
                .flatMap(Words::of)
                .countByKey());
        if (output == null) {
            counts.top(TOP, Count::count)
                    .forEach(count -> out().printf(Locale.ROOT, "%,12d  %s%n", count.count(), count.key()));
        } else {
            counts.sortBy(Count::count, SortOrder.DESCENDING).write(Sinks.csv(output));
            out().println("the counts are in " + output);
        }
        printReport();
    }
}

package dev.kinglet.cli;

import dev.kinglet.FunctionExecutor;
import dev.kinglet.Sources;
import dev.kinglet.cli.tera.TeraCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kinglet teravalidate}: checks the sort benchmark's output. */
@Command(
        description = {
            "Checks that records of 100 bytes are in the order of their first ten, object after object by name;",
            "with --against, that they are the same ones as others, by their number and checksum."
        },
        mixinStandardHelpOptions = true)
final class TeraValidateCommand extends DatasetAction {

    @Option(names = "--input", required = true, paramLabel = "PATTERN", description = "what was sorted")
    private List<String> inputs = new ArrayList<>();

    @Option(names = "--against", paramLabel = "PATTERN", description = "what it was sorted from")
    private List<String> originals = new ArrayList<>();

    TeraValidateCommand() {}

    @Override
    void run(FunctionExecutor executor) {
        TeraCheck.Summary sorted = check(executor, inputs);
        out().printf(Locale.ROOT, "%,d records, checksum %x%n", sorted.records(), sorted.checksum());
        if (sorted.disorder() != null) {
            throw new IllegalStateException("not in order: " + sorted.disorder());
        }
        out().println("in order");
        if (!originals.isEmpty()) {
            TeraCheck.Summary original = check(executor, originals);
            if (original.records() != sorted.records() || original.checksum() != sorted.checksum()) {
                throw new IllegalStateException("not the same records: " + String.join(", ", originals)
                        + String.format(Locale.ROOT, " has %,d, checksum %x", original.records(), original.checksum()));
            }
            out().println("the same records as in " + String.join(", ", originals));
        }
    }

    private TeraCheck.Summary check(FunctionExecutor executor, List<String> patterns) {
        return TeraCheck.together(shown(executor.read(Sources.objects(patterns.toArray(String[]::new)))
                        .map(TeraCheck::of))
                .collect());
    }
}

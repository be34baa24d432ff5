package dev.kinglet.cli;

import dev.kinglet.FunctionExecutor;
import dev.kinglet.Sinks;
import dev.kinglet.Sources;
import dev.kinglet.cli.tera.TeraRecords;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kinglet teragen}: the sort benchmark's input. */
@Command(
        description = "Makes records of 100 bytes, the first ten of them random, as the sort benchmark has them.",
        mixinStandardHelpOptions = true)
final class TeraGenCommand extends DatasetAction {

    @Option(names = "--rows", required = true, paramLabel = "N", description = "how many records; ten million are 1 GB")
    private long rows;

    @Option(
            names = "--output",
            required = true,
            paramLabel = "LOCATION",
            description = "an empty folder or s3:// prefix")
    private String output = "";

    TeraGenCommand() {}

    @Override
    void run(FunctionExecutor executor) {
        if (rows < 0) {
            throw new IllegalArgumentException("--rows must be at least 0, but is " + rows);
        }
        shown(executor.read(Sources.range(0, rows)).map(TeraRecords::of))
                .write(Sinks.fixed(TeraRecords.RECORD_BYTES, output));
        out().printf(Locale.ROOT, "%,d records are in %s%n", rows, output);
        printReport();
    }
}

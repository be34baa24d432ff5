package dev.kinglet.cli;

import dev.kinglet.FunctionExecutor;
import dev.kinglet.Sinks;
import dev.kinglet.SortOrder;
import dev.kinglet.Sources;
import dev.kinglet.cli.tera.TeraRecords;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kinglet sort}: the sort benchmark. */
@Command(description = "Sorts records of 100 bytes by their first ten.", mixinStandardHelpOptions = true)
final class SortCommand extends DatasetAction {

    @Option(
            names = "--input",
            required = true,
            paramLabel = "PATTERN",
            description = "a file, folder, glob or s3:// prefix; may be given more than once")
    private List<String> inputs = new ArrayList<>();

    @Option(
            names = "--output",
            required = true,
            paramLabel = "LOCATION",
            description = "an empty folder or s3:// prefix")
    private String output = "";

    SortCommand() {}

    @Override
    void run(FunctionExecutor executor) {
        shown(executor.read(Sources.fixed(TeraRecords.RECORD_BYTES, inputs.toArray(String[]::new)))
                        .sortByBytes(TeraRecords::key, SortOrder.ASCENDING))
                .write(Sinks.fixed(TeraRecords.RECORD_BYTES, output));
        out().println("the sorted records are in " + output);
        printReport();
    }
}

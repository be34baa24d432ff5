package dev.kinglet.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kinglet bench}: the benchmarks, one a subcommand. */
@Command(
        description = "Measures Kinglet on this machine. bench/RESULTS.md has what others measured.",
        mixinStandardHelpOptions = true,
        subcommands = {
            FlopsBenchmark.class,
            StorageBenchmark.class,
            DispatchBenchmark.class,
            ColdStartBenchmark.class,
            MillionBenchmark.class,
            WordCountBenchmark.class,
            SortBenchmark.class,
            ShuffleBenchmark.class,
            AggregateBenchmark.class,
            ScaleBenchmark.class,
            PeersBenchmark.class,
            JmhBenchmark.class,
            AllBenchmarks.class
        })
final class BenchCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "name a benchmark: " + String.join(", ", spec.subcommands().keySet()));
    }
}

package dev.kinglet.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kinglet simulate}: clouds in virtual time, one question a subcommand. */
@Command(
        name = "simulate",
        description = "Runs Kinglet's scheduler on a modelled cloud, in virtual time: what a job would take and cost.",
        mixinStandardHelpOptions = true,
        subcommands = SimulatedFlops.class)
final class SimulateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "name what to simulate: " + String.join(", ", spec.subcommands().keySet()));
    }
}

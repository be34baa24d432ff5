package dev.kinglet.cli;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code kinglet version}. */
@Command(description = "Shows the versions of Kinglet and of the Java that runs it.", mixinStandardHelpOptions = true)
final class VersionCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        // The jar's manifest has it; classes that were never packed have none.
        String version = Objects.requireNonNullElse(Main.class.getPackage().getImplementationVersion(), "(not packed)");
        out.println("kinglet " + version);
        out.println("java " + Runtime.version() + ", " + System.getProperty("java.home"));
        out.flush();
        return 0;
    }
}

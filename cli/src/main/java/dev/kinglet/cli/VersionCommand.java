package dev.kinglet.cli;

import java.util.Objects;
import picocli.CommandLine.Command;

/** {@code kinglet version}. */
@Command(description = "Shows the versions of Kinglet and of the Java that runs it.", mixinStandardHelpOptions = true)
final class VersionCommand extends Action {

    @Override
    public Integer call() {
        // The jar's manifest has it; classes that were never packed have none.
        String version = Objects.requireNonNullElse(Main.class.getPackage().getImplementationVersion(), "(not packed)");
        out().println("kinglet " + version);
        out().println("java " + Runtime.version() + ", " + System.getProperty("java.home"));
        return 0;
    }
}

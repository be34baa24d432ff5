package dev.kinglet.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Makes the parser of one command's arguments, and says what it answers to wrong ones and to failures. */
final class Parser {

    private Parser() {}

    static CommandLine of(Command command, Callable<Integer> action, PrintStream out, PrintStream err) {
        CommandLine parser = new CommandLine(action);
        parser.setCommandName("kinglet " + command.name());
        parser.setOut(new PrintWriter(out, true, out.charset()));
        parser.setErr(new PrintWriter(err, true, err.charset()));
        // What stands behind a job's class is the job's own.
        parser.setStopAtPositional(true);
        parser.setExpandAtFiles(false);
        parser.setParameterExceptionHandler((wrong, arguments) -> {
            err.println(wrong.getMessage());
            Set<String> below = wrong.getCommandLine().getSubcommands().keySet();
            err.println((below.isEmpty() ? "" : "there are " + String.join(", ", below) + "; ") + "see kinglet help "
                    + command.name());
            return Main.WRONG_USE;
        });
        parser.setExecutionExceptionHandler((failure, ignored, parsed) -> {
            boolean verbose = parsed.hasMatchedOption("--verbose");
            return Failures.report(failure, verbose, err);
        });
        return parser;
    }
}

package dev.kinglet.cli;

import dev.kinglet.config.Nearest;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;

/** The {@code kinglet} command. Exit statuses: 0 done, 1 the job failed, 2 the command line or configuration is wrong. */
public final class Main {

    static final int FAILED = 1;
    static final int WRONG_USE = 2;

    private Main() {}

    /** Runs one command and ends the process with its status. */
    public static void main(String[] arguments) {
        int status = run(arguments, System.out, System.err);
        System.out.flush();
        if (!RunCommand.leavesThreads()) {
            System.exit(status);
        }
        // A program's own threads may outlive its main method, as under the java command.
        if (status != 0) {
            endWithTheLastThread();
        }
    }

    /** The JVM ends a process whose main method throws with status 1, when all other threads have ended. What failed was shown already. */
    private static void endWithTheLastThread() {
        Thread.currentThread().setUncaughtExceptionHandler((thread, shown) -> {});
        throw new ProgramFailedException();
    }

    private static final class ProgramFailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Runs one command and gives the exit status. */
    static int run(String[] arguments, PrintStream out, PrintStream err) {
        String name = arguments.length == 0 ? "help" : arguments[0];
        String[] rest = arguments.length == 0 ? arguments : Arrays.copyOfRange(arguments, 1, arguments.length);
        return switch (name) {
            case "help", "-h", "--help" -> rest.length == 0 ? overview(out) : help(rest[0], out, err);
            case "-V", "--version" -> execute(find("version").orElseThrow(), rest, out, err);
            default -> {
                Optional<Command> command = find(name);
                yield command.isPresent() ? execute(command.get(), rest, out, err) : unknown(name, err);
            }
        };
    }

    private static Optional<Command> find(String name) {
        return Stream.of(Commands.own().stream(), Stream.of("").flatMap(later -> Commands.all().stream()))
                .flatMap(commands -> commands)
                .filter(command -> command.name().equals(name))
                .findFirst();
    }

    private static int execute(Command command, String[] arguments, PrintStream out, PrintStream err) {
        Callable<Integer> action = command.make().get();
        if (!(action instanceof Action own)) {
            return Parser.of(command, action, out, err).execute(arguments);
        }
        own.printTo(out, err);
        if (arguments.length > 0 || own.needsArguments()) {
            return Parser.of(command, action, out, err).execute(arguments);
        }
        try {
            return own.call();
        } catch (Exception e) {
            return Failures.report(e, false, err);
        }
    }

    private static int help(String name, PrintStream out, PrintStream err) {
        Optional<Command> command = find(name);
        if (command.isEmpty()) {
            return unknown(name, err);
        }
        CommandLine parser = Parser.of(command.get(), command.get().make().get(), out, err);
        parser.usage(parser.getOut());
        return 0;
    }

    private static int unknown(String name, PrintStream err) {
        List<String> known = Commands.all().stream().map(Command::name).toList();
        err.println("there is no command " + name + "; did you mean " + Nearest.to(name, known) + "? There are "
                + String.join(", ", known) + " and help");
        return WRONG_USE;
    }

    private static int overview(PrintStream out) {
        out.println("kinglet: MapReduce over serverless functions for the JVM");
        out.println();
        for (Command command : Commands.all()) {
            out.printf("  %-13s%s%n", command.name(), command.summary());
        }
        out.printf("  %-13s%s%n", "help", "show this, or how to use a command: kinglet help run");
        return 0;
    }
}

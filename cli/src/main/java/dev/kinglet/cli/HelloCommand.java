package dev.kinglet.cli;

import dev.kinglet.FunctionExecutor;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code kinglet hello}: shows that calls reach other processes, and how soon. */
@Command(
        description = "Runs ten small calls through workers and prints what they gave.",
        mixinStandardHelpOptions = true)
final class HelloCommand implements Callable<Integer> {

    private static final int CALLS = 10;

    @Mixin
    private SettingOptions settings = new SettingOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        List<Integer> numbers = IntStream.range(0, CALLS).boxed().toList();
        PrintWriter out = spec.commandLine().getOut();
        try (FunctionExecutor executor = FunctionExecutor.create(settings.given())) {
            executor.map(
                            number -> "hello " + number + " from process "
                                    + ProcessHandle.current().pid() + ": " + number + " squared is " + number * number,
                            numbers)
                    .join()
                    .forEach(out::println);
        }
        out.flush();
        return 0;
    }
}

package dev.kinglet.cli;

import dev.kinglet.FunctionExecutor;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kinglet hello}: shows that calls reach other processes, and how soon. */
@Command(
        description = "Runs ten small calls through workers and prints what they gave.",
        mixinStandardHelpOptions = true)
final class HelloCommand extends Action {

    private static final int CALLS = 10;

    @Mixin
    private SettingOptions settings = new SettingOptions();

    @Override
    public Integer call() {
        List<Integer> numbers = IntStream.range(0, CALLS).boxed().toList();
        try (FunctionExecutor executor = FunctionExecutor.create(settings.given())) {
            executor.map(
                            number -> "hello " + number + " from process "
                                    + ProcessHandle.current().pid() + ": " + number + " squared is " + number * number,
                            numbers)
                    .join()
                    .forEach(out()::println);
        }
        return 0;
    }
}

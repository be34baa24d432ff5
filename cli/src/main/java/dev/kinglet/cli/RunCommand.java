package dev.kinglet.cli;

import dev.kinglet.FunctionExecutor;
import dev.kinglet.Job;
import dev.kinglet.config.LoadedSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kinglet run}: a user's own program, with the executor configured from outside of it. */
@Command(
        description = {
            "Runs a job: a class with a main method, or one that implements dev.kinglet.Job.",
            "Both see the settings of this command line, of KINGLET_* and of kinglet.yaml.",
            "  kinglet run my-job.jar com.acme.MyJob a b c",
            "  kinglet run -cp target/classes:lib/* com.acme.MyJob a b c"
        },
        mixinStandardHelpOptions = true)
final class RunCommand extends Action {

    // Written and read by the main thread.
    private static boolean leavesThreads;

    @Option(
            names = {"-cp", "--class-path"},
            paramLabel = "PATH",
            description = "jars and folders of classes, as java -cp takes them")
    private @Nullable String classPath;

    @Parameters(
            paramLabel = "[JAR] [CLASS] [ARGUMENT]",
            description = "the jar, unless there is a -cp; the class, unless the jar names one; arguments of the job")
    private List<String> words = new ArrayList<>();

    @Mixin
    private SettingOptions settings = new SettingOptions();

    /** Whether a main method ran to its end: as under {@code java}, the process then ends with the threads that it left. */
    static boolean leavesThreads() {
        return leavesThreads;
    }

    RunCommand() {}

    @Override
    public Integer call() throws Exception {
        LoadedSettings loaded = settings.load();
        // A program that calls FunctionExecutor.create() itself is to find the same settings.
        settings.given().forEach((key, value) -> System.setProperty("kinglet." + key, value));
        JobProgram program = JobProgram.of(Optional.ofNullable(classPath), words);
        Thread.currentThread().setContextClassLoader(program.main().getClassLoader());
        if (Job.class.isAssignableFrom(program.main())) {
            Job job = program.newJob();
            try (FunctionExecutor executor = FunctionExecutor.create()) {
                Interruption.guard(executor, loaded.store(), err(), () -> job.run(executor, program.arguments()));
            }
        } else {
            program.runMain();
            leavesThreads = true;
        }
        return 0;
    }
}

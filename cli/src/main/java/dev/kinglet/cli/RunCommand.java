package dev.kinglet.cli;

import dev.kinglet.FunctionExecutor;
import dev.kinglet.Job;
import dev.kinglet.config.LoadedSettings;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kinglet run}: a user's own program, with the executor configured from outside of it. */
@Command(
        description = {
            "Runs a job: a program in any form that java takes, or a class that implements dev.kinglet.Job.",
            "Both see the settings of this command line, of KINGLET_* and of kinglet.yaml.",
            "  kinglet run my-job.jar com.acme.MyJob a b c",
            "  kinglet run -cp target/classes:lib/* com.acme.MyJob a b c",
            "  kinglet run MyJob.java a b c",
            "Of a library that Kinglet has, too, the job's own version counts for the job."
        },
        mixinStandardHelpOptions = true)
final class RunCommand extends Action {

    // Written and read by the main thread.
    private static boolean leavesThreads;

    @Option(
            names = {"-cp", "-classpath", "--class-path"},
            paramLabel = "PATH",
            description = "jars and folders of classes, as java -cp takes them")
    private @Nullable String classPath;

    @Option(
            names = {"-p", "--module-path"},
            paramLabel = "PATH",
            description = "modules, which are run as a class path")
    private @Nullable String modulePath;

    @Option(
            names = {"-m", "--module"},
            paramLabel = "MODULE[/CLASS]",
            description = "the module to run, and its class unless the module names one; what follows are arguments")
    private @Nullable String module;

    @Option(names = "-jar", description = "what follows is a jar that names its class, as for java")
    private boolean jar;

    @Parameters(
            paramLabel = "[JAR] [CLASS] [ARGUMENT]",
            description =
                    "the jar or source, unless there is a -cp; the class, unless the jar names one; arguments of the"
                            + " job")
    private List<String> words = new ArrayList<>();

    @Mixin
    private SettingOptions settings = new SettingOptions();

    /** Whether a main method was run: as under {@code java}, the process then ends with the threads that it left. */
    static boolean leavesThreads() {
        return leavesThreads;
    }

    RunCommand() {}

    @Override
    public Integer call() throws IOException {
        LoadedSettings loaded = settings.load();
        // A program that calls FunctionExecutor.create() itself is to find the same settings.
        settings.given().forEach((key, value) -> System.setProperty("kinglet." + key, value));
        JobProgram program = JobProgram.of(new JobProgram.Asked(classPath, modulePath, module, jar, words), err());
        Thread.currentThread().setContextClassLoader(program.main().getClassLoader());
        try {
            if (Job.class.isAssignableFrom(program.main())) {
                run(program, loaded);
            } else {
                leavesThreads = true;
                Interruption.guardAll(err(), program::runMain);
            }
            return 0;
        } catch (WrongUseException e) {
            leavesThreads = false;
            throw e;
        } catch (Exception | Error e) { // the program's own: whatever it is, the program ends with it
            Throwable thrown = e instanceof InvocationTargetException && e.getCause() != null ? e.getCause() : e;
            new ProgramFailure(e, settings.verbose()).show(thrown, err());
            return Main.FAILED;
        }
    }

    private void run(JobProgram program, LoadedSettings loaded) throws Exception {
        Job job = program.newJob();
        try (FunctionExecutor executor = FunctionExecutor.create()) {
            Interruption.guard(executor, loaded.store(), err(), () -> {
                try {
                    job.run(executor, program.arguments());
                } catch (Exception | Error e) {
                    throw new InvocationTargetException(e);
                }
            });
        }
    }
}

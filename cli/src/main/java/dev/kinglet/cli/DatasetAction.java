package dev.kinglet.cli;

import dev.kinglet.Dataset;
import dev.kinglet.DatasetJob;
import dev.kinglet.FunctionExecutor;
import dev.kinglet.JobReport;
import dev.kinglet.config.LoadedSettings;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/** A command that runs an action of a dataset: shows progress meanwhile, and the report at the end. */
abstract class DatasetAction extends Action {

    @Mixin
    private SettingOptions settings = new SettingOptions();

    private final AtomicReference<@Nullable DatasetJob> job = new AtomicReference<>();

    /** Runs the action. */
    abstract void run(FunctionExecutor executor) throws Exception;

    /** The dataset, whose job is the one to be shown. */
    final <T> Dataset<T> shown(Dataset<T> dataset) {
        return dataset.onJob(job::set);
    }

    @Override
    final boolean needsArguments() {
        return true;
    }

    @Override
    public Integer call() throws Exception {
        LoadedSettings loaded = settings.load();
        try (FunctionExecutor executor = FunctionExecutor.create(settings.given())) {
            Interruption.guard(
                    executor,
                    loaded.store(),
                    err(),
                    () -> Progress.ofThisProcess().during(this::report, () -> run(executor)));
        }
        return 0;
    }

    private @Nullable JobReport report() {
        DatasetJob current = job.get();
        return current == null ? null : current.report();
    }

    /** Prints a report below what was printed. */
    final void print(@Nullable JobReport report) {
        if (report != null) {
            out().println();
            ReportText.of(report).forEach(out()::println);
        }
    }

    /** Prints the report of the job that is shown. */
    final void printReport() {
        print(report());
    }
}

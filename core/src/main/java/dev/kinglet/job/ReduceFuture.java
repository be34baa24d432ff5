package dev.kinglet.job;

import dev.kinglet.CallFailedException;
import dev.kinglet.CallFuture;
import dev.kinglet.CallId;
import dev.kinglet.CallOutcome;
import dev.kinglet.ErrorCode;
import dev.kinglet.JobReport;
import dev.kinglet.RemoteFailure;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one value that a reduction comes to: level upon level of groups, until a level has a single call. How many levels there are shows only
 * when the first has its inputs.
 */
final class ReduceFuture<T extends @Nullable Object> extends CallFuture<T> {

    private final JobRun job;
    private final Function<StageRun, StageFutures<T>> level;
    private final Runnable whenOver;
    final Thread thread;
    private volatile StageFutures<T> current;

    /**
     * @param values what is to be joined
     * @param level submits a level that joins the groups of another
     */
    ReduceFuture(JobRun job, StageFutures<T> values, Function<StageRun, StageFutures<T>> level, Runnable whenOver) {
        this.job = job;
        this.level = level;
        this.whenOver = whenOver;
        this.current = values;
        this.thread = Thread.ofVirtual().name("kinglet-reduce-" + job.id).unstarted(() -> run(values));
    }

    void start() {
        thread.start();
    }

    private void run(StageFutures<T> values) {
        try {
            StageFutures<T> joined = level.apply(values.stage);
            current = joined;
            while (joined.size() > 1 && !isDone()) {
                joined = level.apply(joined.stage);
                current = joined;
            }
            settle(joined);
        } catch (Throwable e) { // whatever it is, who waits must hear of it
            completeExceptionally(e);
        } finally {
            whenOver.run();
        }
    }

    private void settle(StageFutures<T> joined) {
        CallOutcome<T> outcome = joined.size() == 0
                ? new CallOutcome.Failed<>(
                        call(),
                        ErrorCode.DEPENDENCY_FAILED,
                        RemoteFailure.of("there is nothing to reduce: no input, no value"),
                        0)
                : joined.future(0).outcome();
        switch (outcome) {
            case CallOutcome.Succeeded<T>(CallId id, T value) -> complete(value);
            case CallOutcome.Failed<T> failed -> completeExceptionally(new CallFailedException(failed));
        }
    }

    @Override
    public CallId call() {
        return current.stage.call(0);
    }

    @Override
    public String log() {
        return current.stage.table.counts().known() > 0 ? current.stage.table.log(0) : "";
    }

    @Override
    public JobReport report() {
        return job.report();
    }

    /** Cancels the levels of the reduction, and the calls of the same job that make its inputs. */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            job.stages().forEach(stage -> current.cancel(stage));
        }
        return cancelled;
    }
}

package dev.kinglet.job;

import dev.kinglet.CallFailedException;
import dev.kinglet.CallFuture;
import dev.kinglet.CallId;
import dev.kinglet.CallOutcome;
import dev.kinglet.ErrorCode;
import dev.kinglet.JobReport;
import dev.kinglet.RemoteFailure;
import org.jspecify.annotations.Nullable;

/** The future of one call of a stage. */
final class StageCallFuture<T extends @Nullable Object> extends CallFuture<T> {

    private final StageFutures<T> futures;
    private final int number;

    StageCallFuture(StageFutures<T> futures, int number) {
        this.futures = futures;
        this.number = number;
    }

    /** Takes over how the call ended. Decodes the value in this thread, and runs what hangs on the future. */
    void settle() {
        if (isDone()) {
            return;
        }
        try {
            switch (result()) {
                case CallOutcome.Succeeded<T>(CallId id, T value) -> complete(value);
                case CallOutcome.Failed<T> failed -> completeExceptionally(new CallFailedException(failed));
            }
        } catch (Throwable e) { // whatever it is, who waits must hear of it
            completeExceptionally(e);
        }
    }

    private CallOutcome<T> result() {
        if (number >= futures.stage.table.counts().known()) {
            return new CallOutcome.Failed<>(
                    call(), ErrorCode.CANCELLED, RemoteFailure.of("the job ended before this call was planned"), 0);
        }
        return futures.outcome(number);
    }

    @Override
    public CallId call() {
        return futures.stage.call(number);
    }

    @Override
    public String log() {
        return futures.stage.table.log(number);
    }

    @Override
    public JobReport report() {
        return futures.report();
    }

    /** Cancels the call and stops its remote work, where it runs alone in its invocation. */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            futures.cancel(number);
        }
        return cancelled;
    }
}

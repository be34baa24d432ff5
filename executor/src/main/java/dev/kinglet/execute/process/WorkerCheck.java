package dev.kinglet.execute.process;

import dev.kinglet.ErrorCode;
import dev.kinglet.attempt.WorkerStart;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is to be done about a worker, from what is known of it. Pure: time and memory are given. */
sealed interface WorkerCheck {

    /** Nothing. */
    record Fine() implements WorkerCheck {}

    /** Its process has ended long enough ago: what has not been heard of it will not be. */
    record Bury() implements WorkerCheck {}

    /** It has had no work for too long. */
    record Leave() implements WorkerCheck {}

    /** It goes beyond a limit, or does not leave. */
    record Kill(@Nullable WorkerEnd why) implements WorkerCheck {}

    WorkerCheck FINE = new Fine();

    /**
     * Looks at one worker.
     *
     * @param now as {@link System#nanoTime} counts
     * @param residentBytes the memory of its process, 0 where it is not known
     */
    static WorkerCheck of(WorkerProcess worker, PoolLimits limits, long now, long residentBytes) {
        Duration age = Duration.ofNanos(now - worker.sinceNanos);
        if (worker.status != null) {
            return longer(age, limits.drain()) ? new Bury() : FINE;
        }
        if (residentBytes > ResidentMemory.allowedBytes(worker.function.memoryMegabytes()) && !worker.isEnding()) {
            String evidence = ResidentMemory.evidence(residentBytes, worker.function);
            return new Kill(new WorkerEnd(ErrorCode.OUT_OF_MEMORY, evidence));
        }
        return switch (worker.state) {
            case STARTING -> longer(age, limits.start()) ? new Kill(late(worker, limits)) : FINE;
            case IDLE -> !isAhead(worker) && longer(age, limits.idle()) ? new Leave() : FINE;
            case BUSY -> busy(worker.running, age, limits);
            case ENDING -> longer(age, limits.grace()) ? new Kill(null) : FINE;
            case GONE -> FINE;
        };
    }

    private static WorkerCheck busy(@Nullable PendingInvocation one, Duration age, PoolLimits limits) {
        return one != null && longer(age, one.invocation.timeLimit().plus(limits.grace()))
                ? new Kill(overdue(one))
                : FINE;
    }

    private static boolean longer(Duration age, Duration limit) {
        return age.compareTo(limit) > 0;
    }

    private static boolean isAhead(WorkerProcess worker) {
        return worker.origin == WorkerStart.PREPARED && !worker.used;
    }

    private static WorkerEnd late(WorkerProcess worker, PoolLimits limits) {
        return WorkerEnd.notStarted("it did not ask for work within " + limits.start(), worker.folder);
    }

    private static WorkerEnd overdue(PendingInvocation one) {
        return new WorkerEnd(
                ErrorCode.TIMED_OUT,
                "the worker did not answer within the invocation's limit of "
                        + one.invocation.timeLimit().toMillis() + " ms, nor did it stop itself; it was killed");
    }
}

package dev.kinglet.job;

import dev.kinglet.CallFailedException;
import dev.kinglet.CallFuture;
import dev.kinglet.CallOutcome;
import dev.kinglet.FutureList;
import dev.kinglet.JobReport;
import dev.kinglet.attempt.AttemptOutcome;
import dev.kinglet.dispatch.Dispatcher;
import dev.kinglet.schedule.SchedulerEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The futures of one stage. Values stay encoded until somebody asks, and a future is an object only from when somebody asks for it: a
 * million calls are then a table, not a million futures.
 */
final class StageFutures<T extends @Nullable Object> implements FutureList<T>, StageListener {

    final StageRun stage;
    private final Dispatcher dispatcher;
    private final ResultReader<T> results;
    private final Runnable whenOver;
    private final Map<Integer, StageCallFuture<T>> asked = new ConcurrentHashMap<>();

    StageFutures(StageRun stage, Dispatcher dispatcher, Runnable whenOver) {
        this.stage = stage;
        this.dispatcher = dispatcher;
        this.results = new ResultReader<>(stage);
        this.whenOver = whenOver;
    }

    @Override
    public String job() {
        return stage.job.id;
    }

    @Override
    public int size() {
        await(CallTable.Counts::complete, -1);
        return stage.table.counts().known();
    }

    @Override
    public CallFuture<T> get(int call) {
        if (call < 0) {
            throw new IndexOutOfBoundsException("calls are numbered from 0, but " + call + " was asked for");
        }
        await(counts -> counts.known() > call || counts.complete(), -1);
        int known = stage.table.counts().known();
        if (call >= known) {
            throw new IndexOutOfBoundsException("there is no call " + call + ", the job " + job() + " has " + known);
        }
        return future(call);
    }

    /** The future of a call, which may not be known yet. */
    StageCallFuture<T> future(int call) {
        StageCallFuture<T> future = asked.computeIfAbsent(call, number -> new StageCallFuture<>(this, number));
        // The call may have ended between the look-up and now, when nobody had asked yet.
        if (stage.table.outcome(call) != null) {
            future.settle();
        }
        return future;
    }

    @Override
    public void ended(int call) {
        StageCallFuture<T> future = asked.get(call);
        if (future != null) {
            // Decoding and what hangs on the future are the user's code, which must not hold up the scheduler.
            Thread.ofVirtual().name("kinglet-result").start(future::settle);
        }
    }

    @Override
    public void over() {
        // Those of calls that were never planned, and of calls that the executor ended itself.
        asked.values().stream()
                .filter(future -> !future.isDone())
                .forEach(future -> Thread.ofVirtual().name("kinglet-result").start(future::settle));
        whenOver.run();
    }

    @Override
    public List<T> join() {
        await(counts -> counts.allEnded() || counts.over() || counts.failed() > 0, -1);
        int failed = stage.table.counts().firstFailed();
        if (failed >= 0 && outcome(failed) instanceof CallOutcome.Failed<T> failure) {
            throw new CallFailedException(failure);
        }
        int known = stage.table.counts().known();
        List<T> values = new ArrayList<>(known);
        for (int call = 0; call < known; call++) {
            switch (outcome(call)) {
                case CallOutcome.Succeeded<T>(var id, var value) -> values.add(value);
                case CallOutcome.Failed<T> failure -> throw new CallFailedException(failure);
            }
        }
        return values;
    }

    @Override
    public List<CallOutcome<T>> outcomes() {
        await(CallTable.Counts::over, -1);
        int known = stage.table.counts().known();
        List<CallOutcome<T>> outcomes = new ArrayList<>(known);
        for (int call = 0; call < known; call++) {
            outcomes.add(outcome(call));
        }
        return outcomes;
    }

    /** How a call ended, which it has. */
    CallOutcome<T> outcome(int call) {
        AttemptOutcome outcome = stage.table.outcome(call);
        if (outcome == null) {
            throw new IllegalStateException("call " + stage.call(call) + " has not ended");
        }
        return results.read(call, outcome);
    }

    @Override
    public Iterator<CallFuture<T>> iterator() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                await(counts -> counts.known() > next || counts.complete(), -1);
                return stage.table.counts().known() > next;
            }

            @Override
            public CallFuture<T> next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("the job " + job() + " has " + next + " calls");
                }
                return future(next++);
            }
        };
    }

    @Override
    public Iterable<CallFuture<T>> asCompleted() {
        return () -> new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                await(counts -> counts.ended() > next || counts.over(), -1);
                return stage.table.counts().ended() > next;
            }

            @Override
            public CallFuture<T> next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("all " + next + " calls of the job " + job() + " were given");
                }
                return future(stage.table.endedAt(next++));
            }
        };
    }

    @Override
    public boolean awaitAny(Duration timeout) {
        return await(counts -> counts.ended() > 0 || counts.allEnded(), nanos(timeout));
    }

    @Override
    public boolean awaitAll(Duration timeout) {
        return await(CallTable.Counts::over, nanos(timeout));
    }

    @Override
    public int done() {
        return stage.table.counts().ended();
    }

    @Override
    public void cancel() {
        cancel(stage);
    }

    /** Cancels a stage, which may be another of the same job. */
    void cancel(StageRun any) {
        dispatcher.cancel(any.id);
    }

    void cancel(int call) {
        int number = stage.cancel(call);
        if (number >= 0) {
            dispatcher.post(new SchedulerEvent.CallCancelled<>(stage.id, number));
        }
    }

    @Override
    public JobReport report() {
        return stage.job.report();
    }

    /** A time that is over is none, and one that no {@code long} holds is as good as the longest. */
    private static long nanos(Duration timeout) {
        return TimeUnit.NANOSECONDS.convert(timeout.isNegative() ? Duration.ZERO : timeout);
    }

    private boolean await(CallTable.Until until, long nanos) {
        try {
            return stage.table.await(until, nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            CancellationException interrupted =
                    new CancellationException("interrupted while waiting for the job " + job() + ", which goes on");
            interrupted.initCause(e);
            throw interrupted;
        }
    }
}

package dev.kinglet.dispatch;

import dev.kinglet.CallId;
import dev.kinglet.ErrorCode;
import dev.kinglet.RemoteFailure;
import dev.kinglet.attempt.AttemptEnd;
import dev.kinglet.attempt.AttemptOutcome;
import dev.kinglet.attempt.CommitRecord;
import dev.kinglet.attempt.InvocationFacts;
import dev.kinglet.attempt.ToldBy;
import dev.kinglet.invoke.FunctionSettings;
import dev.kinglet.invoke.Invocation;
import dev.kinglet.invoke.InvocationCodec;
import dev.kinglet.invoke.InvocationResult;
import dev.kinglet.invoke.Platform;
import dev.kinglet.invoke.SigningKey;
import dev.kinglet.journal.JobEvent;
import dev.kinglet.schedule.Scheduler;
import dev.kinglet.schedule.SchedulerAction;
import dev.kinglet.schedule.SchedulerEvent;
import dev.kinglet.schedule.StagePolicy;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The edge of the scheduler: its thread, its clock, and the doing of what it decides. Every other thread hands it tasks; this one alone
 * calls the scheduler and writes the journals, and never blocks on a network or a user's code.
 */
public final class Dispatcher implements AutoCloseable {

    /** How long closing waits for calls to end before it ends them itself: the platform has been closed by then. */
    private static final Duration CLOSE_GRACE = Duration.ofSeconds(10);

    private final Scheduler<AttemptEnd> scheduler;
    private final Platform platform;
    private final InvocationCodec codec;
    private final LongSupplier clock;
    private final TaskQueue tasks;
    private final Map<Long, Running> stages = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::run, "kinglet-scheduler");

    /** Confined to the dispatcher's thread. */
    private final OpenInvocations open = new OpenInvocations();

    /** Confined to the dispatcher's thread: stages whose waiting users are to be woken. */
    private final Set<DispatchedStage> touched = new HashSet<>();

    /** Nothing begins any more. */
    private volatile boolean closing;

    /** The platform is closed, too, so that it has told all it had to tell. */
    private volatile boolean closed;

    private record Running(DispatchedStage stage, long deadlineNanos) {}

    /**
     * A dispatcher, which works from {@link #start} on.
     *
     * @param clock monotonic, in nanoseconds; as {@link System#nanoTime}
     */
    public Dispatcher(Scheduler<AttemptEnd> scheduler, Platform platform, SigningKey key, LongSupplier clock) {
        this.scheduler = scheduler;
        this.platform = platform;
        this.codec = new InvocationCodec(key);
        this.clock = clock;
        this.tasks = new TaskQueue(clock, () -> handle(new SchedulerEvent.Tick<>()));
        thread.setDaemon(true);
    }

    /** Starts its thread. */
    public void start() {
        thread.start();
    }

    /** Begins a stage. {@code first} are the events of calls that are ready already. */
    public void submit(DispatchedStage stage, List<SchedulerEvent<AttemptEnd>> first) {
        StagePolicy policy =
                stage.policy(clock.getAsLong(), platform.profile().limits().requestBytes());
        Running running = new Running(stage, policy.deadlineNanos());
        stages.put(stage.id(), running);
        if (closing) {
            abandon(running, "the executor is closed");
            return;
        }
        // What is posted together is handled together: nothing comes between a stage's submission and its first calls.
        tasks.add(() -> {
            stage.journal().write(new JobEvent.StageBegan(stage.stage(), clock.getAsLong()));
            handle(new SchedulerEvent.StageSubmitted<>(stage.id(), policy));
            first.forEach(this::handle);
        });
        if (closing) {
            // Closing began in between, and cancelled the stage before it was submitted.
            cancel(stage.id());
        }
    }

    /** Tells the scheduler something of a stage's calls. */
    public void post(SchedulerEvent<AttemptEnd> event) {
        tasks.add(() -> handle(event));
    }

    /** Cancels what has not ended of a stage. */
    public void cancel(long stage) {
        post(new SchedulerEvent.StageCancelled<>(stage));
    }

    /**
     * A commit record was found in the store. It counts as the end of its attempt, unless that is known already.
     *
     * @param stage the stage's number for the scheduler
     * @param number the call's, as the scheduler has it
     */
    public void committed(long stage, int number, CommitRecord record) {
        tasks.add(() -> {
            Running running = stages.get(stage);
            if (running != null) {
                committed(running.stage(), number, record);
            }
        });
    }

    private void committed(DispatchedStage stage, int number, CommitRecord record) {
        int place = stage.place(number);
        SentInvocation sent = open.with(stage, place, record.attempt());
        InvocationFacts facts = sent == null
                ? new InvocationFacts(stage.job(), stage.stage(), -1, 0, now(), now(), null, null)
                : sent.facts(now(), null, null);
        AttemptOutcome outcome = record.outcome(new CallId(stage.job(), stage.stage(), place));
        AttemptEnd end = AttemptEnd.of(facts, place, record.attempt(), ToldBy.COMMIT_RECORD, outcome);
        if (sent != null && sent.end(sent.index(place, record.attempt(), 0))) {
            stage.journal().write(new JobEvent.AttemptsEnded(facts, List.of(end)));
        }
        handle(new SchedulerEvent.AttemptCommitted<>(stage.id(), number, record.attempt(), end));
    }

    private long now() {
        return clock.getAsLong();
    }

    private void run() {
        try {
            while (!(closed && stages.isEmpty())) {
                work(tasks.next());
            }
            workAll();
        } catch (Throwable e) { // a defect here must not leave users waiting for ever
            System.getLogger(Dispatcher.class.getName()).log(System.Logger.Level.ERROR, "the scheduler failed", e);
            closing = true;
            stages.values().forEach(stage -> abandon(stage, "the scheduler failed: " + e));
        }
        endAll();
    }

    /** What nobody has told of by now, nobody will. */
    void endAll() {
        open.takeAll().forEach(this::silent);
    }

    private void work(Runnable task) {
        task.run();
        touched.forEach(DispatchedStage::publish);
        touched.clear();
    }

    /** Does what there is to do by now, in the caller's thread: the dispatcher's, or that of a test whose clock stands still meanwhile. */
    void workAll() {
        for (Runnable task = tasks.nextDue(); task != null; task = tasks.nextDue()) {
            work(task);
        }
    }

    /** When {@link #workAll} has something to do, if nothing is posted before. */
    long wakeAt() {
        return tasks.wakeAt();
    }

    private void handle(SchedulerEvent<AttemptEnd> event) {
        for (SchedulerAction<AttemptEnd> action : scheduler.on(event, now())) {
            switch (action) {
                case SchedulerAction.Dispatch<AttemptEnd> dispatch -> dispatch(dispatch);
                case SchedulerAction.NeedCalls<AttemptEnd>(long stage, int count) ->
                    running(stage).stage().want(count);
                case SchedulerAction.CallEnded<AttemptEnd> ended -> ended(ended);
                case SchedulerAction.StageEnded<AttemptEnd>(long stage) -> ended(stage);
                case SchedulerAction.CancelInvocation<AttemptEnd>(long invocation) -> platform.cancel(invocation);
                case SchedulerAction.InvocationForgotten<AttemptEnd>(long invocation) -> forget(invocation);
                case SchedulerAction.WakeAt<AttemptEnd>(long nanos) -> tasks.wakeAt(nanos);
            }
        }
    }

    private Running running(long id) {
        Running running = stages.get(id);
        if (running == null) {
            throw new IllegalStateException("the scheduler speaks of stage " + id + ", which is unknown or has ended");
        }
        return running;
    }

    private void dispatch(SchedulerAction.Dispatch<AttemptEnd> dispatch) {
        DispatchedStage stage = running(dispatch.stage()).stage();
        int[] numbers = dispatch.calls();
        SentInvocation sent = new SentInvocation(
                dispatch.invocation(), stage, numbers, dispatch.attempts(), dispatch.memoryMegabytes(), now());
        open.add(sent);
        stage.journal().write(new JobEvent.AttemptsSent(stage.stage(), sent.id, sent.places, sent.attempts, now()));
        try {
            byte[] payload = codec.encode(stage.request(numbers, dispatch.attempts()));
            FunctionSettings function = stage.function().withMemory(dispatch.memoryMegabytes());
            Invocation invocation = new Invocation(sent.id, function, payload, Duration.ofNanos(dispatch.limitNanos()));
            platform.invoke(invocation, result -> told(sent, result));
        } catch (RuntimeException e) {
            InvocationEnd end = InvocationEnd.lost(sent, ErrorCode.INTERNAL, RemoteFailure.of(e), null, now());
            tasks.add(() -> ended(end));
        }
    }

    /** In a thread of the platform, so that answers are read there. */
    private void told(SentInvocation sent, InvocationResult result) {
        InvocationEnd end = InvocationEnd.of(sent, result, codec, now());
        tasks.add(() -> ended(end));
    }

    private void ended(InvocationEnd end) {
        if (open.remove(end.sent().id) == null) {
            return; // told before
        }
        end.sent()
                .stage
                .journal()
                .write(new JobEvent.AttemptsEnded(end.facts(), end.sent().notEnded(end.ends())));
        handle(end.event());
    }

    private void forget(long invocation) {
        SentInvocation sent = open.remove(invocation);
        if (sent != null) {
            silent(sent);
        }
    }

    private void silent(SentInvocation sent) {
        InvocationFacts facts = sent.facts(now(), null, null);
        List<AttemptEnd> ends = sent.notEnded(InvocationEnd.silent(sent, facts));
        if (!ends.isEmpty()) {
            sent.stage.journal().write(new JobEvent.AttemptsEnded(facts, ends));
        }
    }

    private void ended(SchedulerAction.CallEnded<AttemptEnd> ended) {
        Running running = stages.get(ended.stage());
        if (running == null) {
            return; // planned while the stage ended, by a cancellation say; the stage has ended it
        }
        DispatchedStage stage = running.stage();
        JobEvent.CallEnded event = new JobEvent.CallEnded(
                stage.stage(), stage.place(ended.call()), outcome(stage, ended), ended.attempts(), ended.end());
        stage.journal().write(event);
        stage.ended(event);
        touched.add(stage);
    }

    private static AttemptOutcome outcome(DispatchedStage stage, SchedulerAction.CallEnded<AttemptEnd> ended) {
        AttemptEnd end = ended.end();
        if (end != null) {
            return end.outcome();
        }
        ErrorCode code = ended.code() == null ? ErrorCode.INTERNAL : ended.code();
        AttemptOutcome.Failed unready = stage.whyUnready(ended.call());
        // It may have been cancelled before the scheduler heard that it has no input.
        return unready != null && unready.code() == code ? unready : AttemptOutcome.Failed.of(code);
    }

    private void ended(long id) {
        Running running = running(id);
        stages.remove(id);
        touched.remove(running.stage());
        boolean late = running.deadlineNanos() != Long.MAX_VALUE && now() - running.deadlineNanos() >= 0;
        finish(running.stage(), AttemptOutcome.Failed.of(late ? ErrorCode.DEADLINE_EXCEEDED : ErrorCode.CANCELLED));
    }

    private void finish(DispatchedStage stage, AttemptOutcome.Failed rest) {
        stage.journal().write(new JobEvent.StageEnded(stage.stage(), now()));
        stage.over(rest);
    }

    private void abandon(Running running, String why) {
        stages.remove(running.stage().id());
        finish(running.stage(), new AttemptOutcome.Failed(ErrorCode.CANCELLED, RemoteFailure.of(why)));
    }

    /** Cancels every stage; nothing can be submitted from now on. The platform is to be closed next, then {@link #close()}. */
    public void cancelAll() {
        closing = true;
        stages.keySet().forEach(this::cancel);
    }

    /** Waits until every call has ended, and every attempt that the platform has told of. */
    @Override
    public void close() {
        closed = true;
        post(new SchedulerEvent.Tick<>()); // wakes the thread where there is no stage
        try {
            thread.join(CLOSE_GRACE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stages.values().forEach(stage -> abandon(stage, "the executor was closed"));
    }
}

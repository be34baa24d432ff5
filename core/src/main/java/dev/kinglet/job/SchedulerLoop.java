package dev.kinglet.job;

import dev.kinglet.ErrorCode;
import dev.kinglet.RemoteFailure;
import dev.kinglet.invoke.CallReport;
import dev.kinglet.invoke.Invocation;
import dev.kinglet.invoke.InvocationCodec;
import dev.kinglet.invoke.InvocationRequest;
import dev.kinglet.invoke.InvocationResponse;
import dev.kinglet.invoke.InvocationResult;
import dev.kinglet.invoke.Platform;
import dev.kinglet.invoke.SigningKey;
import dev.kinglet.invoke.dispatch.Scheduler;
import dev.kinglet.invoke.dispatch.SchedulerAction;
import dev.kinglet.invoke.dispatch.SchedulerEvent;
import dev.kinglet.result.EncodedOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The edge of the scheduler: its thread, its clock, and the doing of what it decides. Every other thread posts events; this one alone
 * calls the scheduler, and never blocks on a network or a user's code.
 */
final class SchedulerLoop implements AutoCloseable {

    /** How long closing waits for calls to end before it ends them itself: the platform has been closed by then. */
    private static final Duration CLOSE_GRACE = Duration.ofSeconds(10);

    private final Scheduler scheduler;
    private final Platform platform;
    private final InvocationCodec codec;
    /** What is posted together is handled together: nothing comes between a stage's submission and its first calls. */
    private final LinkedBlockingQueue<List<SchedulerEvent>> events = new LinkedBlockingQueue<>();

    private final Map<Long, StageJob> stages = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::run, "kinglet-scheduler");

    /** Confined to the loop's thread: stages whose waiting users are to be woken. */
    private final Set<StageRun> touched = new HashSet<>();

    /** Confined to the loop's thread. */
    private long wakeAt = Long.MAX_VALUE;

    private volatile boolean closing;

    /** A stage with what feeds it and what hears of its calls. */
    record StageJob(StageRun run, InputPump pump, StageListener listener) {}

    SchedulerLoop(Scheduler scheduler, Platform platform, SigningKey key) {
        this.scheduler = scheduler;
        this.platform = platform;
        this.codec = new InvocationCodec(key);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void post(SchedulerEvent event) {
        events.add(List.of(event));
    }

    /** Begins a stage. {@code first} are the events of calls that are ready already. */
    void submit(StageJob stage, List<SchedulerEvent> first) {
        stages.put(stage.run().id, stage);
        if (closing) {
            abandon(stage, "the executor is closed");
            return;
        }
        int maxPayload = platform.maxPayloadBytes();
        List<SchedulerEvent> together = new ArrayList<>();
        together.add(
                new SchedulerEvent.StageSubmitted(stage.run().id, stage.run().policy(System.nanoTime(), maxPayload)));
        together.addAll(first);
        events.add(together);
        if (closing) {
            // Closing began in between, and cancelled the stage before it was submitted.
            post(new SchedulerEvent.StageCancelled(stage.run().id));
        }
    }

    private void run() {
        try {
            while (!(closing && stages.isEmpty())) {
                for (SchedulerEvent event : next()) {
                    handle(event, System.nanoTime());
                }
                touched.forEach(stage -> stage.table.publish());
                touched.clear();
            }
        } catch (Throwable e) { // a defect here must not leave users waiting for ever
            System.getLogger(SchedulerLoop.class.getName()).log(System.Logger.Level.ERROR, "the scheduler failed", e);
            closing = true;
            stages.values().forEach(stage -> abandon(stage, "the scheduler failed: " + e));
        }
    }

    private List<SchedulerEvent> next() throws InterruptedException {
        if (wakeAt == Long.MAX_VALUE) {
            return events.take();
        }
        List<SchedulerEvent> event = events.poll(wakeAt - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (event != null) {
            return event;
        }
        wakeAt = Long.MAX_VALUE;
        return List.of(new SchedulerEvent.Tick());
    }

    private void handle(SchedulerEvent event, long now) {
        for (SchedulerAction action : scheduler.on(event, now)) {
            switch (action) {
                case SchedulerAction.Dispatch dispatch -> dispatch(dispatch);
                case SchedulerAction.NeedCalls(long stage, int count) ->
                    pump(stage).want(count);
                case SchedulerAction.CallEnded ended -> ended(ended);
                case SchedulerAction.StageEnded(long stage) -> ended(stage);
                case SchedulerAction.CancelInvocation(long invocation) -> platform.cancel(invocation);
                case SchedulerAction.WakeAt(long nanos) -> wakeAt = nanos;
            }
        }
    }

    private StageJob stage(long id) {
        StageJob stage = stages.get(id);
        if (stage == null) {
            throw new IllegalStateException("the scheduler speaks of stage " + id + ", which is unknown or has ended");
        }
        return stage;
    }

    private InputPump pump(long stage) {
        return stage(stage).pump();
    }

    private void dispatch(SchedulerAction.Dispatch dispatch) {
        StageRun stage = stage(dispatch.stage()).run();
        long id = dispatch.invocation();
        int calls = dispatch.calls().length;
        try {
            InvocationRequest request = stage.request(dispatch.calls(), dispatch.attempts());
            byte[] payload = codec.encode(request);
            Duration limit = Duration.ofNanos(dispatch.limitNanos());
            platform.invoke(
                    new Invocation(id, stage.function, payload, limit), result -> done(id, stage, calls, result));
        } catch (RuntimeException e) {
            post(lost(id, ErrorCode.INTERNAL, RemoteFailure.of(e)));
        }
    }

    /** In a thread of the platform. */
    private void done(long invocation, StageRun stage, int calls, InvocationResult result) {
        post(
                switch (result) {
                    case InvocationResult.Answered answered -> answered(invocation, stage, calls, answered);
                    case InvocationResult.Throttled(Duration retryAfter) ->
                        new SchedulerEvent.InvocationThrottled(invocation, retryAfter.toNanos());
                    case InvocationResult.Lost lost -> {
                        stage.job.lost(calls, lost.billed(), stage.function.memoryMegabytes());
                        yield lost(invocation, lost.code(), RemoteFailure.of(lost.evidence()));
                    }
                });
    }

    private SchedulerEvent answered(long invocation, StageRun stage, int calls, InvocationResult.Answered answered) {
        InvocationResponse response;
        try {
            response = codec.decodeResponse(answered.payload());
        } catch (RuntimeException e) {
            stage.job.lost(calls, answered.billed(), stage.function.memoryMegabytes());
            return lost(invocation, ErrorCode.PROTOCOL_VIOLATED, RemoteFailure.of(e));
        }
        stage.job.answered(answered, response, stage.function.memoryMegabytes());
        long origin = System.nanoTime() - handlingNanos(response);
        List<SchedulerEvent.Report> reports = response.calls().stream()
                .filter(report -> stage.number(report.call()) >= 0)
                .map(report -> new SchedulerEvent.Report(
                        stage.number(report.call()),
                        report.attempt(),
                        report.outcome() instanceof EncodedOutcome.Failed failed ? failed.code() : null,
                        report.runNanos(),
                        detail(report, origin)))
                .toList();
        return new SchedulerEvent.InvocationAnswered(invocation, reports);
    }

    /**
     * How long the worker had the request. Its clock is another machine's, so its times are put on ours from the end: the answer has just
     * come.
     */
    private static long handlingNanos(InvocationResponse response) {
        long nanos = 0;
        for (long phase : response.phases().values()) {
            nanos += phase;
        }
        for (CallReport report : response.calls()) {
            nanos = Math.max(nanos, report.startNanos() + report.runNanos());
        }
        return nanos;
    }

    /** The common end, an inline value and nothing told beside, is kept as the bare outcome. */
    private static Object detail(CallReport report, long originNanos) {
        if (report.log().isEmpty() && report.flops() == 0) {
            return report.outcome();
        }
        long start = originNanos + report.startNanos();
        CallWork work = report.flops() == 0 ? null : new CallWork(report.flops(), start, start + report.runNanos());
        return new CallEnd(report.outcome(), report.log(), work);
    }

    private static SchedulerEvent lost(long invocation, ErrorCode code, RemoteFailure failure) {
        return new SchedulerEvent.InvocationLost(invocation, code, new EncodedOutcome.Failed(code, failure));
    }

    private void ended(SchedulerAction.CallEnded ended) {
        StageJob stage = stages.get(ended.stage());
        if (stage == null) {
            return; // planned while the stage ended, by a cancellation say; the table has ended it
        }
        CallEnd end = switch (ended.detail()) {
            case CallEnd known -> known;
            case EncodedOutcome outcome -> new CallEnd(outcome, "", null);
            case null, default -> new CallEnd(CallEnd.withoutDetail(ended.code()), "", null);
        };
        // The scheduler's verdict is the one that counts: a value that came after the cancellation is not a success.
        EncodedOutcome outcome = ended.code() != null && !(end.outcome() instanceof EncodedOutcome.Failed)
                ? CallEnd.withoutDetail(ended.code())
                : end.outcome();
        if (outcome instanceof EncodedOutcome.Staged) {
            stage.run().job.noteStaged();
        }
        CallWork work = end.work();
        if (work != null && ended.code() == null) {
            stage.run().job.worked(work);
        }
        int call = stage.run().place(ended.call());
        stage.run().table.end(call, outcome, ended.attempts(), end.log());
        touched.add(stage.run());
        stage.listener().ended(call);
    }

    private void ended(long id) {
        StageJob stage = stage(id);
        stages.remove(id);
        touched.remove(stage.run());
        stage.pump().stop();
        boolean late = stage.run().isPastDeadline(System.nanoTime());
        finish(stage, CallEnd.withoutDetail(late ? ErrorCode.DEADLINE_EXCEEDED : ErrorCode.CANCELLED));
    }

    private static void finish(StageJob stage, EncodedOutcome rest) {
        stage.run().job.stageEnded();
        stage.run().table.finish(rest);
        stage.listener().over();
    }

    private void abandon(StageJob stage, String why) {
        stages.remove(stage.run().id);
        EncodedOutcome outcome = new EncodedOutcome.Failed(ErrorCode.CANCELLED, RemoteFailure.of(why));
        stage.pump().stop();
        finish(stage, outcome);
    }

    /** Cancels every stage; nothing can be submitted from now on. The platform is to be closed next, then {@link #close()}. */
    void cancelAll() {
        closing = true;
        stages.keySet().forEach(stage -> post(new SchedulerEvent.StageCancelled(stage)));
        post(new SchedulerEvent.Tick()); // wakes the loop where there is no stage
    }

    /** Waits until every call has ended. */
    @Override
    public void close() {
        try {
            thread.join(CLOSE_GRACE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stages.values().forEach(stage -> abandon(stage, "the executor was closed"));
    }
}

package dev.kinglet.execute;

import dev.kinglet.CallContext;
import dev.kinglet.CallId;
import dev.kinglet.ErrorCode;
import dev.kinglet.RemoteFailure;
import dev.kinglet.RemoteFunction;
import dev.kinglet.attempt.AttemptOutcome;
import dev.kinglet.execute.global.PoolThreads;
import dev.kinglet.execute.global.ThreadState;
import dev.kinglet.invoke.AttemptReport;
import dev.kinglet.invoke.CallAttempt;
import dev.kinglet.invoke.InvocationRequest;
import dev.kinglet.storage.ObjectStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One invocation in a worker: loads the function, then runs the calls one after the other. Confined to the thread of the calls but for
 * {@link #expire} and {@link #exit}.
 */
final class InvocationRun {

    /** Calls that took longer have the heap looked at: it is not free, and small calls leave no trace. */
    private static final long NOTABLE_NANOS = 1_000_000;

    private final InvocationRequest request;
    private final WorkerTools tools;
    private final long deadlineNanos;
    private final Supplier<ObjectStore> store;
    private final Thread worker = Thread.currentThread();

    /** The one that runs the calls. */
    private volatile Thread thread = worker;

    private final Reports reports = new Reports();
    final PhaseClock clock = new PhaseClock();
    private volatile Phase phase = Phase.LOAD;
    private boolean outOfMemory;
    private boolean leftChanged;

    /** When the watchdog may speak, as {@link System#nanoTime} counts. */
    private volatile long expiresAt;

    /**
     * Prepares a run.
     *
     * @param deadlineNanos when the invocation must be answered, as {@link System#nanoTime} counts
     */
    InvocationRun(InvocationRequest request, WorkerTools tools, long deadlineNanos) {
        this.request = request;
        this.tools = tools;
        this.deadlineNanos = deadlineNanos;
        this.store = () -> tools.stores().at(request.store());
    }

    /** Runs all calls, or as many as the response has room for and the memory lasts. */
    void execute() {
        withStores(this::executeAll);
    }

    private void withStores(Runnable work) {
        tools.stores().bind(() -> {
            work.run();
            return true;
        });
    }

    private void executeAll() {
        expireAt(deadlineNanos);
        ThreadState before = new ThreadState();
        try {
            LoadedFunction function = tools.functions().load(request, store);
            clock.lap(Phase.LOAD);
            leftChanged = !tools.state().enter(function.globals());
            worker.setContextClassLoader(function.loader());
            PoolThreads.runFor(function.loader());
            runAll(function);
        } catch (CallFailure e) {
            failAll(e.outcome());
        } catch (OutOfMemoryError e) {
            outOfMemory = true;
            failAll(new AttemptOutcome.Failed(ErrorCode.OUT_OF_MEMORY, RemoteFailure.of(e)));
        } finally {
            before.putBack();
            PoolThreads.runFor(null);
            tools.watchdog().rest();
        }
    }

    private void expireAt(long nanos) {
        expiresAt = nanos;
        tools.watchdog().expireAt(nanos);
    }

    /** No call could begin. The first report has the whole stack, the others only say what happened. */
    private void failAll(AttemptOutcome.Failed failed) {
        clock.lap(Phase.LOAD);
        AttemptOutcome outcome = failed;
        for (CallAttempt call : request.calls()) {
            if (!reports.takesMore()) {
                return;
            }
            reports.end(new AttemptReport(call.call(), call.attempt(), outcome, clock.sinceOrigin(), 0, ""));
            RemoteFailure failure = failed.failure();
            outcome = new AttemptOutcome.Failed(
                    failed.code(), new RemoteFailure(failure.type(), failure.message(), List.of(), null));
        }
    }

    private void runAll(LoadedFunction function) {
        InputReader inputs = new InputReader(function.codec(), store);
        OutputWriter outputs = new OutputWriter(function.codec(), store);
        List<CallAttempt> calls = request.calls();
        ThreadState before = new ThreadState();
        for (int i = 0; i < calls.size() && reports.takesMore() && !isLast(); i++) {
            CallAttempt call = calls.get(i);
            if (function.globals().needsOwnThread()) {
                runInOwnThread(() -> run(call, function, inputs, outputs));
            } else {
                run(call, function, inputs, outputs);
            }
            leftChanged = !tools.state().leave(function.globals());
            if (tools.host().isAbandoned()) {
                return; // whoever has interrupted this thread means all of its calls
            }
            before.putBack();
        }
    }

    /** Thread-locals go with the thread. An interruption is passed on. */
    private void runInOwnThread(Runnable call) {
        Thread own = Thread.ofPlatform()
                .name(worker.getName())
                .inheritInheritableThreadLocals(false)
                .unstarted(() -> withStores(call));
        own.setContextClassLoader(worker.getContextClassLoader());
        thread = own;
        own.start();
        boolean interrupted = false;
        while (own.isAlive()) {
            try {
                own.join();
            } catch (InterruptedException e) {
                interrupted = true;
                own.interrupt();
            }
        }
        thread = worker;
        if (interrupted) {
            worker.interrupt();
        }
    }

    private void run(CallAttempt call, LoadedFunction function, InputReader inputs, OutputWriter outputs) {
        CallId id = new CallId(request.job(), request.stage(), call.call());
        long start = clock.mark();
        long until = Math.min(deadlineNanos, start + TimeUnit.MILLISECONDS.toNanos(request.callMillis()));
        tools.log().begin(id, call.attempt());
        reports.begin(call, start, clock.sinceOrigin());
        expireAt(until);
        AttemptOutcome outcome;
        WorkCounter work = new WorkCounter();
        long startNanos = 0;
        long runNanos = 0;
        try {
            phase = Phase.LOAD;
            RemoteFunction<@Nullable Object, @Nullable Object> applied = function.forAttempt();
            if (!function.isShared()) {
                clock.lap(Phase.LOAD);
            }
            phase = Phase.INPUT;
            Object input = inputs.read(call.input());
            clock.lap(Phase.INPUT);
            startNanos = clock.sinceOrigin();
            phase = Phase.RUN;
            CallContext context = new WorkerCallContext(
                    id,
                    call.attempt() + 1,
                    until,
                    tools.memoryMegabytes(),
                    tools.stores(),
                    request.store(),
                    tools.logger(),
                    work,
                    tools.key());
            Object result = CallContext.with(context, () -> applied.apply(input));
            runNanos = clock.lap(Phase.RUN);
            phase = Phase.OUTPUT;
            long limit = Math.min(request.inlineLimit(), reports.inlineRoom());
            outcome = outputs.write(result, id, call.attempt(), limit);
            clock.lap(Phase.OUTPUT);
        } catch (Throwable t) { // the boundary to user code: nothing may pass it unrecorded
            long failing = clock.lap(phase);
            runNanos = phase == Phase.RUN ? failing : runNanos;
            outcome = failure(t);
        }
        if (runNanos > NOTABLE_NANOS) {
            tools.heap().sample();
        }
        reports.end(new AttemptReport(
                call.call(),
                call.attempt(),
                outcome,
                startNanos,
                runNanos,
                tools.log().tail(),
                work.flops()));
    }

    private AttemptOutcome.Failed failure(Throwable thrown) {
        if (thrown instanceof OutOfMemoryError) {
            outOfMemory = true;
            tools.heap().release();
        }
        AttemptOutcome.Failed failed = Failures.ofFunction(thrown);
        if (failed.code() != ErrorCode.FUNCTION_THREW || phase == Phase.RUN || phase == Phase.LOAD) {
            return failed;
        }
        ErrorCode code = phase == Phase.INPUT ? ErrorCode.INPUT_NOT_DECODABLE : ErrorCode.RESULT_NOT_SERIALIZABLE;
        return new AttemptOutcome.Failed(code, failed.failure());
    }

    /** Whether the worker is not to be trusted with another call: its memory ran out, or something was left that cannot be put back. */
    boolean isLast() {
        return outOfMemory || leftChanged;
    }

    /** What is to be answered now that the calls have ended, or null if somebody has answered before. */
    @Nullable
    List<AttemptReport> finish() {
        return reports.close(
                running -> new AttemptOutcome.Failed(ErrorCode.INTERNAL, RemoteFailure.of("not ended")), "");
    }

    /** What is to be answered if the time is up, or null if it is not, or somebody has answered before. In the watchdog's thread. */
    @Nullable
    List<AttemptReport> expire() {
        if (System.nanoTime() - expiresAt < 0) {
            return null; // the watchdog meant a call, or an invocation, that has just ended
        }
        StackTraceElement[] stack = thread.getStackTrace();
        boolean loading = phase == Phase.LOAD;
        List<AttemptReport> ended =
                reports.close(running -> timedOut(running, stack), tools.log().tail());
        return loading && ended != null && ended.isEmpty() ? notLoaded(stack) : ended;
    }

    /** No call could begin, and none would next time: they are not left out, as those are that others of the batch held up. */
    private List<AttemptReport> notLoaded(StackTraceElement[] stack) {
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - clock.mark());
        String message = "its function was still being loaded after " + millis + " ms, when the time limit was reached";
        List<AttemptReport> failed = new ArrayList<>();
        for (CallAttempt call : request.calls()) {
            List<String> frames = failed.isEmpty() ? frames(stack) : List.of(); // one stack is enough, and has room
            RemoteFailure failure = new RemoteFailure(null, message, frames, null);
            failed.add(new AttemptReport(
                    call.call(), call.attempt(), new AttemptOutcome.Failed(ErrorCode.TIMED_OUT, failure), 0, 0, ""));
        }
        return failed;
    }

    private AttemptOutcome.Failed timedOut(Reports.Running running, StackTraceElement[] stack) {
        long ranMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - running.sinceNanos());
        List<String> frames = frames(stack);
        boolean first = running.call().call() == request.calls().getFirst().call();
        if (ranMillis >= request.callMillis() || first) {
            return new AttemptOutcome.Failed(
                    ErrorCode.TIMED_OUT,
                    new RemoteFailure(
                            null,
                            "the call ran for " + ranMillis + " ms, its time limit is " + request.callMillis() + " ms"
                                    + besideTheFunction() + "; the stack is where it was then",
                            frames,
                            null));
        }
        // It had less than its own time because others of the batch came before: another attempt is due to it.
        return new AttemptOutcome.Failed(
                ErrorCode.WORKER_LOST,
                new RemoteFailure(
                        null,
                        "the time of the invocation was over when the call had run for " + ranMillis + " ms of its "
                                + request.callMillis() + "; other calls of the batch had used the rest",
                        frames,
                        null));
    }

    /** Whether it was Kinglet, and not the user's function, that took the time. */
    private String besideTheFunction() {
        // No switch: its bootstrap would be paid in a worker that is about to be killed.
        if (phase == Phase.INPUT) {
            return "; its input was being read";
        }
        return phase == Phase.OUTPUT ? "; its result was being written" : "";
    }

    private static List<String> frames(StackTraceElement[] stack) {
        List<String> frames = new ArrayList<>();
        Arrays.stream(stack).limit(RemoteFailure.MAX_FRAMES).forEach(frame -> frames.add(frame.toString()));
        return UserStack.cut(frames);
    }

    /** What is to be answered as the process ends, or null if somebody has answered before. In a shutdown hook. */
    @Nullable
    List<AttemptReport> exit(Function<Thread, AttemptOutcome.@Nullable Failed> how) {
        return reports.close(running -> how.apply(thread), tools.log().tail());
    }
}

package dev.kinglet.execute.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kinglet.ErrorCode;
import dev.kinglet.execute.process.WorkerProcess.State;
import dev.kinglet.invoke.FunctionSettings;
import dev.kinglet.invoke.Invocation;
import dev.kinglet.invoke.InvocationResult;
import dev.kinglet.invoke.InvocationResult.Start;
import dev.kinglet.invoke.ProtocolViolationException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives invocations to workers, and starts and stops these. One lock guards all of it and is held for moments only: sending, starting,
 * killing and telling who waits are put off until it is released.
 */
final class WorkerPool {

    private static final int INLINE_SEND_BYTES = 32 * 1024;

    /** Starts that may fail in a row before workers are no longer started ahead. */
    private static final int MAX_FAILED_STARTS = 3;

    private final PoolLimits limits;
    private final WorkerLauncher launcher;
    private final Object lock = new Object();

    // All guarded by the lock.
    private final Map<FunctionSettings, FunctionPool> functions = new HashMap<>();
    private final Set<WorkerProcess> workers = new HashSet<>();
    private final Map<Long, PendingInvocation> pending = new HashMap<>();
    private int busy;
    private int failedStarts;

    /** Workers whose processes have ended and whose folders have not yet gone. */
    private int unburied;

    private boolean closed;

    WorkerPool(PoolLimits limits, WorkerLauncher launcher) {
        this.limits = limits;
        this.launcher = launcher;
    }

    /** Things to do once the lock is released. */
    private static final class Later {

        private @Nullable List<Runnable> actions;

        void add(Runnable action) {
            if (actions == null) {
                actions = new ArrayList<>(2);
            }
            actions.add(action);
        }

        void run() {
            if (actions != null) {
                actions.forEach(Runnable::run);
            }
        }
    }

    void invoke(Invocation invocation, Consumer<InvocationResult> whenDone) {
        PendingInvocation one = new PendingInvocation(invocation, whenDone);
        Later later = new Later();
        synchronized (lock) {
            if (closed) {
                later.add(() -> one.end(lost(ErrorCode.CANCELLED, "the platform is closed", Duration.ZERO)));
            } else if (pending.size() >= limits.concurrency()) {
                later.add(() -> one.end(new InvocationResult.Throttled(Duration.ZERO)));
            } else {
                pending.put(invocation.id(), one);
                FunctionPool function = function(invocation.settings());
                function.waiting.add(one);
                assign(function, later);
                startMissing(later);
            }
        }
        later.run();
    }

    /** Starts the workers that are to be ahead. */
    void prepare() {
        Later later = new Later();
        synchronized (lock) {
            startMissing(later);
        }
        later.run();
    }

    private FunctionPool function(FunctionSettings settings) {
        return functions.computeIfAbsent(settings, absent -> new FunctionPool());
    }

    private static InvocationResult lost(ErrorCode code, String evidence, Duration billed) {
        return new InvocationResult.Lost(code, evidence, billed);
    }

    private void assign(FunctionPool function, Later later) {
        while (busy < limits.workers() && !function.idle.isEmpty() && !function.waiting.isEmpty()) {
            WorkerProcess worker = function.idle.removeFirst();
            give(worker, function.waiting.removeFirst(), later);
        }
    }

    private void give(WorkerProcess worker, PendingInvocation one, Later later) {
        RuntimeApiConnection connection = worker.asking;
        if (connection == null) {
            throw new IllegalStateException("worker " + worker.id + " is idle and does not ask");
        }
        worker.become(State.BUSY);
        worker.asking = null;
        worker.running = one;
        one.worker = worker;
        one.start = worker.used ? Start.WARM : worker.origin;
        one.givenNanos = System.nanoTime();
        worker.used = true;
        busy++;
        later.add(() -> send(connection, one));
    }

    private static void send(RuntimeApiConnection connection, PendingInvocation one) {
        if (one.invocation.payload().length > INLINE_SEND_BYTES) {
            // What the socket does not take at once must not hold up the caller.
            Thread.ofVirtual().start(() -> write(connection, one));
        } else {
            write(connection, one);
        }
    }

    private static void write(RuntimeApiConnection connection, PendingInvocation one) {
        long deadline = System.currentTimeMillis() + one.invocation.timeLimit().toMillis();
        try {
            connection.send(one.requestId, deadline, ProcessPlatform.FUNCTION_NAME, one.invocation.payload());
        } catch (IOException e) {
            // The worker is gone; the end of its process is about to tell how.
            return;
        }
    }

    /** Starts workers for what waits, and those to be kept ahead, as far as the limits allow. */
    private void startMissing(Later later) {
        if (closed) {
            return;
        }
        for (Map.Entry<FunctionSettings, FunctionPool> entry : functions.entrySet()) {
            FunctionPool function = entry.getValue();
            while (function.waiting.size() > function.starting && makeRoom(function, later)) {
                start(entry.getKey(), function, Start.COLD, later);
            }
        }
        startPrepared(later);
    }

    private void startPrepared(Later later) {
        if (limits.prepared() == 0 || failedStarts >= MAX_FAILED_STARTS) {
            return;
        }
        long ahead = workers.stream()
                .filter(worker -> worker.origin == Start.PREPARED && !worker.used && !worker.isEnding())
                .count();
        for (long i = ahead; i < limits.prepared() && live() < limits.workers() + limits.prepared(); i++) {
            start(limits.function(), function(limits.function()), Start.PREPARED, later);
        }
    }

    int idleWorkers() {
        synchronized (lock) {
            return functions.values().stream()
                    .mapToInt(function -> function.idle.size())
                    .sum();
        }
    }

    private long live() {
        return workers.stream().filter(worker -> !worker.isEnding()).count();
    }

    /** Whether a worker may be started for this function now. If need be, one of another function that idles has to go. */
    private boolean makeRoom(FunctionPool function, Later later) {
        long working = workers.stream()
                .filter(worker -> !worker.isEnding() && (worker.used || worker.origin == Start.COLD))
                .count();
        if (working < limits.workers()) {
            return true;
        }
        for (FunctionPool other : functions.values()) {
            if (other != function && !other.idle.isEmpty()) {
                leave(other.idle.removeLast(), later);
                return true;
            }
        }
        return false;
    }

    private void start(FunctionSettings settings, FunctionPool function, Start origin, Later later) {
        WorkerProcess worker = launcher.prepare(this, settings, origin);
        workers.add(worker);
        function.starting++;
        later.add(() -> Thread.ofVirtual().name(worker.id).start(() -> launch(worker)));
    }

    private void launch(WorkerProcess worker) {
        try {
            Process process = launcher.launch(worker);
            boolean unwanted;
            synchronized (lock) {
                worker.process = process;
                unwanted = worker.isEnding();
            }
            if (unwanted) {
                Kill.now(process);
            }
            var _ = process.onExit().thenAccept(ended -> exited(worker, ended.exitValue()));
        } catch (IOException | RuntimeException e) {
            synchronized (lock) {
                worker.doom = WorkerEnd.notStarted(e.toString(), worker.folder);
            }
            exited(worker, -1);
        }
    }

    void opened(WorkerProcess worker) {
        synchronized (lock) {
            worker.connections++;
        }
    }

    void closed(WorkerProcess worker) {
        Later later = new Later();
        synchronized (lock) {
            worker.connections--;
            worker.asking = null;
            function(worker.function).idle.remove(worker);
            if (worker.connections == 0) {
                if (worker.status != null) {
                    buryLocked(worker, later);
                } else if (worker.state == State.IDLE) {
                    worker.become(State.ENDING);
                }
            }
        }
        later.run();
    }

    /** A worker asks for an invocation. */
    boolean asked(WorkerProcess worker, RuntimeApiConnection connection) {
        Later later = new Later();
        synchronized (lock) {
            if ((worker.state != State.STARTING && worker.state != State.BUSY) || worker.running != null) {
                return false;
            }
            FunctionPool function = function(worker.function);
            if (worker.state == State.STARTING) {
                function.starting--;
                failedStarts = 0;
            }
            worker.everAsked = true;
            worker.asking = connection;
            worker.become(State.IDLE);
            function.idle.addFirst(worker);
            assign(function, later);
        }
        later.run();
        return true;
    }

    @Nullable
    Runnable answered(WorkerProcess worker, String id, byte[] body) {
        return ended(worker, id, one -> new InvocationResult.Answered(body, one.start, one.billed()));
    }

    @Nullable
    Runnable tooLarge(WorkerProcess worker, String id) {
        return ended(
                worker,
                id,
                one -> lost(
                        ErrorCode.PAYLOAD_TOO_LARGE,
                        "the response is longer than " + RuntimeApiConnection.MAX_PAYLOAD_BYTES + " bytes",
                        one.billed()));
    }

    /** The worker could not make a response: what it was given was no request of ours, or it is broken. */
    @Nullable
    Runnable failed(WorkerProcess worker, String id, byte[] body) {
        String document = new String(body, UTF_8);
        ErrorCode code = code(document);
        return ended(worker, id, one -> lost(code, "the worker refused the invocation: " + document, one.billed()));
    }

    private static ErrorCode code(String document) {
        if (document.contains("\"errorType\":\"" + ProtocolViolationException.class.getName())) {
            return ErrorCode.PROTOCOL_VIOLATED;
        }
        return document.contains("\"errorType\":\"java.lang.OutOfMemoryError")
                ? ErrorCode.OUT_OF_MEMORY
                : ErrorCode.INTERNAL;
    }

    /** Makes the result of an invocation that ended. */
    private interface Ending {
        InvocationResult of(PendingInvocation one);
    }

    private @Nullable Runnable ended(WorkerProcess worker, String id, Ending ending) {
        synchronized (lock) {
            PendingInvocation one = worker.running;
            if (one == null || !one.requestId.equals(id)) {
                return null;
            }
            InvocationResult result = ending.of(one);
            release(worker, one);
            return () -> one.end(result);
        }
    }

    private void release(WorkerProcess worker, PendingInvocation one) {
        worker.running = null;
        pending.remove(one.invocation.id());
        busy--;
    }

    void initError(WorkerProcess worker, byte[] body) {
        String said = new String(body, UTF_8);
        synchronized (lock) {
            worker.doom = WorkerEnd.notStarted("it said " + said, worker.folder);
        }
    }

    private void exited(WorkerProcess worker, int status) {
        Later later = new Later();
        synchronized (lock) {
            worker.status = status;
            worker.sinceNanos = System.nanoTime();
            // What it said last may still lie in its connections; they end after that.
            if (worker.connections == 0) {
                buryLocked(worker, later);
            }
        }
        later.run();
    }

    /** The process has ended and everything that it said was heard. */
    private void buryLocked(WorkerProcess worker, Later later) {
        if (!workers.remove(worker)) {
            return;
        }
        FunctionPool function = function(worker.function);
        function.idle.remove(worker);
        PendingInvocation one = worker.running;
        int status = worker.status == null ? -1 : worker.status;
        boolean failedToStart = !worker.everAsked && worker.state != State.ENDING;
        if (!worker.everAsked) {
            function.starting--;
        }
        if (failedToStart || (worker.doom != null && worker.doom.code() == ErrorCode.WORKER_NOT_STARTED)) {
            failedStarts++;
            one = function.waiting.pollFirst();
            if (one != null) {
                pending.remove(one.invocation.id());
            }
        } else if (one != null) {
            release(worker, one);
        }
        worker.become(State.GONE);
        unburied++;
        endLost(worker, one, status, later);
        assign(function, later);
        startMissing(later);
    }

    private void endLost(WorkerProcess worker, @Nullable PendingInvocation one, int status, Later later) {
        WorkerEnd doom = worker.doom;
        boolean everAsked = worker.everAsked;
        Duration billed = one == null ? Duration.ZERO : one.billed();
        later.add(() -> {
            if (one != null) {
                WorkerEnd end = doom != null
                        ? doom
                        : everAsked
                                ? WorkerEnd.of(status, worker.folder)
                                : WorkerEnd.notStarted("it ended with exit status " + status, worker.folder);
                one.end(lost(end.code(), end.evidence(), billed));
            }
            launcher.forget(worker);
            synchronized (lock) {
                unburied--;
                lock.notifyAll();
            }
        });
    }

    void cancel(long id) {
        Later later = new Later();
        synchronized (lock) {
            PendingInvocation one = pending.get(id);
            if (one != null) {
                cancel(one, "the invocation was cancelled", later);
            }
        }
        later.run();
    }

    private void cancel(PendingInvocation one, String why, Later later) {
        Duration billed = one.billed();
        WorkerProcess worker = one.worker;
        if (worker == null) {
            function(one.invocation.settings()).waiting.remove(one);
            pending.remove(one.invocation.id());
        } else {
            release(worker, one);
            kill(worker, null, later);
        }
        later.add(() -> one.end(lost(ErrorCode.CANCELLED, why, billed)));
    }

    private void kill(WorkerProcess worker, @Nullable WorkerEnd why, Later later) {
        if (worker.doom == null) {
            worker.doom = why;
        }
        function(worker.function).idle.remove(worker);
        worker.become(State.ENDING);
        Process process = worker.process;
        if (process != null) {
            later.add(() -> Kill.now(process));
        }
    }

    /** Tells an idle worker to go. */
    private void leave(WorkerProcess worker, Later later) {
        RuntimeApiConnection connection = worker.asking;
        worker.become(State.ENDING);
        if (connection != null) {
            later.add(() -> Kill.close(connection));
        }
    }

    /** Looks after all workers. Called again and again by the {@link Supervisor}. Gives how many there are. */
    int inspect(long now) {
        List<WorkerProcess> all;
        synchronized (lock) {
            all = new ArrayList<>(workers);
        }
        for (WorkerProcess worker : all) {
            // The system is asked for it without the lock.
            long resident = ResidentMemory.bytes(worker);
            Later later = new Later();
            synchronized (lock) {
                inspect(worker, now, resident, later);
            }
            later.run();
        }
        return all.size();
    }

    private void inspect(WorkerProcess worker, long now, long resident, Later later) {
        if (worker.status != null) {
            if (now - worker.sinceNanos > limits.drain().toNanos()) {
                buryLocked(worker, later);
            }
            return;
        }
        PendingInvocation one = worker.running;
        long age = now - worker.sinceNanos;
        switch (worker.state) {
            case STARTING -> {
                if (age > limits.start().toNanos()) {
                    kill(
                            worker,
                            WorkerEnd.notStarted("it did not ask for work within " + limits.start(), worker.folder),
                            later);
                }
            }
            case BUSY -> {
                long limit = one == null
                        ? Long.MAX_VALUE
                        : one.invocation.timeLimit().plus(limits.grace()).toNanos();
                if (age > limit && one != null) {
                    kill(worker, overdue(one), later);
                }
            }
            case IDLE -> {
                boolean ahead = worker.origin == Start.PREPARED && !worker.used;
                if (!ahead && age > limits.idle().toNanos()) {
                    function(worker.function).idle.remove(worker);
                    leave(worker, later);
                }
            }
            case ENDING -> {
                if (age > limits.grace().toNanos()) {
                    kill(worker, null, later);
                }
            }
            case GONE -> {}
        }
        long allowed = ResidentMemory.allowedBytes(worker.function.memoryMegabytes());
        if (resident > allowed && !worker.isEnding()) {
            kill(
                    worker,
                    new WorkerEnd(ErrorCode.OUT_OF_MEMORY, ResidentMemory.evidence(resident, worker.function)),
                    later);
        }
    }

    private static WorkerEnd overdue(PendingInvocation one) {
        return new WorkerEnd(
                ErrorCode.TIMED_OUT,
                "the worker did not answer within the invocation's limit of "
                        + one.invocation.timeLimit().toMillis() + " ms, nor did it stop itself; it was killed");
    }

    /** Ends everything. Idle workers leave; those that work are killed, after {@code grace} for their answers. */
    void close(Duration grace) {
        Later later = new Later();
        synchronized (lock) {
            closed = true;
            for (PendingInvocation one : List.copyOf(pending.values())) {
                if (one.worker == null || grace.isZero()) {
                    cancel(one, "the platform was closed", later);
                }
            }
            for (WorkerProcess worker : workers) {
                closeOne(worker, later);
            }
        }
        later.run();
        awaitEnd(grace);
    }

    private void closeOne(WorkerProcess worker, Later later) {
        switch (worker.state) {
            case IDLE -> {
                function(worker.function).idle.remove(worker);
                leave(worker, later);
            }
            case STARTING -> kill(worker, null, later);
            case BUSY, ENDING, GONE -> {}
        }
    }

    private void awaitEnd(Duration grace) {
        long until = System.nanoTime() + grace.toNanos();
        boolean interrupted = false;
        boolean killed = false;
        synchronized (lock) {
            while (!workers.isEmpty() || unburied > 0) {
                long left = until - System.nanoTime();
                try {
                    if (left > 0) {
                        lock.wait(left / 1_000_000 + 1);
                    } else if (killed) {
                        break; // killed and not gone: the system does not let go of it, and there is no more to be done
                    } else {
                        killed = true;
                        until = System.nanoTime() + limits.drain().toNanos() * 2;
                        killAll();
                    }
                } catch (InterruptedException e) {
                    interrupted = true;
                    until = System.nanoTime();
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void killAll() {
        Later later = new Later();
        for (PendingInvocation one : List.copyOf(pending.values())) {
            cancel(one, "the platform was closed", later);
        }
        for (WorkerProcess worker : List.copyOf(workers)) {
            kill(worker, null, later);
        }
        Thread.ofVirtual().start(later::run);
    }
}

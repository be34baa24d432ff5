package dev.kinglet.execute.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kinglet.attempt.WorkerStart;
import dev.kinglet.execute.process.WorkerProcess.State;
import dev.kinglet.invoke.FunctionSettings;
import dev.kinglet.invoke.Invocation;
import dev.kinglet.invoke.InvocationResult;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gives invocations to workers, and starts these; {@link WorkerStopper} stops them. One lock guards the books and is held for moments
 * only: sending, starting, killing and telling who waits are put off until it is released.
 */
final class WorkerPool {

    private static final int UNKNOWN_STATUS = -1;

    private final PoolLimits limits;
    private final WorkerLauncher launcher;
    private final PoolBooks books;
    private final Object lock = new Object();
    private final WorkerStopper stopper;
    private final OomKills oomKills = OomKills.ofThisProcess();

    WorkerPool(PoolLimits limits, WorkerLauncher launcher) {
        this.limits = limits;
        this.launcher = launcher;
        books = new PoolBooks(limits);
        stopper = new WorkerStopper(limits, books, lock);
    }

    /** Does something under the lock, and what comes of it when the lock is released. */
    private void locked(Consumer<Later> body) {
        Later.locked(lock, body);
    }

    /** What stops workers and invocations. */
    WorkerStopper stopper() {
        return stopper;
    }

    void invoke(Invocation invocation, Consumer<InvocationResult> whenDone) {
        PendingInvocation one = new PendingInvocation(invocation, whenDone);
        locked(later -> {
            if (books.closed) {
                later.add(() -> one.end(Endings.cancelled("the platform is closed", Duration.ZERO)));
            } else if (books.isFull()) {
                later.add(() -> one.end(new InvocationResult.Throttled(Duration.ZERO)));
            } else {
                books.waits(one);
                assign(books.function(invocation.settings()), later);
                startMissing(later);
            }
        });
    }

    /** Starts a worker of the function if it has none at all. */
    void expect(FunctionSettings settings) {
        locked(later -> {
            if (!books.closed && !books.hasWorker(settings) && makeRoom(books.function(settings), later)) {
                start(settings, WorkerStart.COLD, later);
            }
        });
    }

    /** Starts the workers that are to be ahead. */
    void prepare() {
        locked(this::startMissing);
    }

    private void assign(FunctionPool function, Later later) {
        for (PendingInvocation one = books.give(function); one != null; one = books.give(function)) {
            PendingInvocation given = one;
            WorkerProcess worker = given.worker;
            RuntimeApiConnection connection = worker == null ? null : worker.asking;
            if (worker != null && connection != null) {
                worker.asking = null;
                later.add(() -> given.sendTo(connection));
            }
        }
    }

    /** Starts workers for what waits, and those to be kept ahead, as far as the limits allow. */
    private void startMissing(Later later) {
        if (books.closed) {
            return;
        }
        if (books.somebodyWaits()) {
            for (Map.Entry<FunctionSettings, FunctionPool> entry : books.functions.entrySet()) {
                FunctionPool function = entry.getValue();
                while (function.waiting.size() > function.starting && makeRoom(function, later)) {
                    start(entry.getKey(), WorkerStart.COLD, later);
                }
            }
        }
        for (int i = books.missingAhead(); i > 0; i--) {
            start(limits.function(), WorkerStart.PREPARED, later);
        }
    }

    /** Whether a worker may be started now. If need be, one of another function that has no work has to go. */
    private boolean makeRoom(FunctionPool function, Later later) {
        if (books.hasRoom()) {
            return true;
        }
        WorkerProcess other = books.idleElsewhere(function);
        if (other != null) {
            stopper.leave(other, later);
        }
        return other != null;
    }

    private void start(FunctionSettings function, WorkerStart origin, Later later) {
        WorkerProcess worker = launcher.prepare(this, function, origin);
        books.starts(worker);
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
            // Not in the thread that reaps processes, whose stack is small.
            var _ = process.onExit()
                    .thenAccept(ended -> Thread.ofVirtual().start(() -> exited(worker, ended.exitValue())));
        } catch (IOException | RuntimeException e) {
            synchronized (lock) {
                worker.doom = WorkerEnd.notStarted(e.toString(), worker.folder);
            }
            exited(worker, UNKNOWN_STATUS);
        }
    }

    void opened(WorkerProcess worker) {
        synchronized (lock) {
            worker.connections++;
        }
    }

    void closed(WorkerProcess worker, RuntimeApiConnection connection) {
        locked(later -> {
            worker.connections--;
            if (connection.equals(worker.asking)) {
                worker.asking = null;
                books.function(worker).idle.remove(worker);
                worker.become(State.ENDING); // it has left without being told
            }
            if (worker.connections == 0 && worker.status != null) {
                bury(worker, later);
            }
        });
    }

    /** A worker asks for an invocation; whether it may. */
    boolean asked(WorkerProcess worker, RuntimeApiConnection connection) {
        Later later = new Later();
        boolean mayAsk;
        synchronized (lock) {
            mayAsk = books.asks(worker, connection);
            if (mayAsk) {
                assign(books.function(worker), later);
                // Where others wait and this one has no work, it may have to make room.
                startMissing(later);
            }
        }
        later.run();
        return mayAsk;
    }

    /** An invocation ended, as the worker says; null if it does not run there. Gives what is to be done after that. */
    @Nullable
    Runnable ended(WorkerProcess worker, String id, Function<PendingInvocation, InvocationResult> ending) {
        synchronized (lock) {
            PendingInvocation one = worker.running;
            if (one == null || !one.requestId.equals(id)) {
                return null;
            }
            InvocationResult result = ending.apply(one);
            books.release(worker, one);
            return () -> one.end(result);
        }
    }

    void initError(WorkerProcess worker, byte[] body) {
        String said = new String(body, UTF_8);
        synchronized (lock) {
            worker.doom = WorkerEnd.notStarted("it said " + said, worker.folder);
        }
    }

    private void exited(WorkerProcess worker, int status) {
        locked(later -> {
            worker.status = status;
            worker.sinceNanos = System.nanoTime();
            // What it said last may still lie in its connections; they end after that.
            if (worker.connections == 0) {
                bury(worker, later);
            }
        });
    }

    /** The process has ended and everything that it said was heard. */
    private void bury(WorkerProcess worker, Later later) {
        if (!books.workers.contains(worker)) {
            return;
        }
        int status = worker.status == null ? UNKNOWN_STATUS : worker.status;
        PendingInvocation one = books.ends(worker);
        WorkerEnd doom = worker.doom;
        boolean everAsked = worker.everAsked;
        later.add(() -> {
            if (one != null) {
                WorkerEnd end = doom == null ? WorkerEnd.of(status, everAsked, worker.folder, oomKills) : doom;
                one.end(new InvocationResult.Lost(end.code(), end.evidence(), one.billed()));
            }
            launcher.forget(worker);
            synchronized (lock) {
                books.unburied--;
                lock.notifyAll();
            }
        });
        startMissing(later);
    }

    /** Looks after all workers. Called again and again by the {@link Supervisor}. */
    void inspect(long now) {
        List<WorkerProcess> all;
        synchronized (lock) {
            all = List.copyOf(books.workers);
        }
        for (WorkerProcess worker : all) {
            long resident = ResidentMemory.bytes(worker); // the system is asked for it without the lock
            locked(later -> {
                switch (WorkerCheck.of(worker, limits, now, resident)) {
                    case WorkerCheck.Fine fine -> {}
                    case WorkerCheck.Bury bury -> bury(worker, later);
                    case WorkerCheck.Leave leave -> stopper.leave(worker, later);
                    case WorkerCheck.Kill(WorkerEnd why) -> stopper.kill(worker, why, later);
                }
            });
        }
    }

    /** How many workers there are, in whatever state. */
    int workers() {
        synchronized (lock) {
            return books.workers.size();
        }
    }

    /** How many workers wait for an invocation. */
    int idleWorkers() {
        synchronized (lock) {
            return books.functions.values().stream()
                    .mapToInt(function -> function.idle.size())
                    .sum();
        }
    }
}

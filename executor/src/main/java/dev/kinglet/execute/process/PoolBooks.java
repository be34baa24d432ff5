package dev.kinglet.execute.process;

import dev.kinglet.attempt.WorkerStart;
import dev.kinglet.execute.process.WorkerProcess.State;
import dev.kinglet.invoke.FunctionSettings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who works, who waits, and what may be started. Guarded by the pool's lock, all of it. */
final class PoolBooks {

    /** Starts that may fail in a row before workers are no longer started ahead. */
    private static final int MAX_FAILED_STARTS = 3;

    private final PoolLimits limits;
    final Map<FunctionSettings, FunctionPool> functions = new HashMap<>();
    final Set<WorkerProcess> workers = new HashSet<>();
    final Map<Long, PendingInvocation> pending = new HashMap<>();
    private int busy;
    private int failedStarts;

    /** Workers whose processes have ended and whose folders have not yet gone. */
    int unburied;

    boolean closed;

    PoolBooks(PoolLimits limits) {
        this.limits = limits;
    }

    FunctionPool function(FunctionSettings settings) {
        return functions.computeIfAbsent(settings, absent -> new FunctionPool());
    }

    FunctionPool function(WorkerProcess worker) {
        return function(worker.function);
    }

    boolean isFull() {
        return pending.size() >= limits.concurrency();
    }

    boolean somebodyWaits() {
        return pending.size() > busy;
    }

    void waits(PendingInvocation one) {
        pending.put(one.invocation.id(), one);
        function(one.invocation.settings()).waiting.add(one);
    }

    /** Gives an idle worker of the function the next that waits, if there are both. */
    @Nullable
    PendingInvocation give(FunctionPool function) {
        if (busy >= limits.workers() || function.idle.isEmpty() || function.waiting.isEmpty()) {
            return null;
        }
        WorkerProcess worker = function.idle.removeFirst();
        PendingInvocation one = function.waiting.removeFirst();
        worker.become(State.BUSY);
        worker.running = one;
        one.worker = worker;
        one.start = worker.used ? WorkerStart.WARM : worker.origin;
        one.givenNanos = System.nanoTime();
        worker.used = true;
        busy++;
        return one;
    }

    /** The invocation has ended, whatever becomes of the worker. */
    void release(WorkerProcess worker, PendingInvocation one) {
        worker.running = null;
        pending.remove(one.invocation.id());
        busy--;
    }

    /** An invocation that waits is taken out. */
    void withdraw(PendingInvocation one) {
        function(one.invocation.settings()).waiting.remove(one);
        pending.remove(one.invocation.id());
    }

    /** A worker asks for an invocation; whether it may. */
    boolean asks(WorkerProcess worker, RuntimeApiConnection connection) {
        if (closed || worker.running != null || (worker.state != State.STARTING && worker.state != State.BUSY)) {
            return false;
        }
        if (worker.state == State.STARTING) {
            function(worker).starting--;
            failedStarts = 0;
        }
        worker.everAsked = true;
        worker.asking = connection;
        worker.become(State.IDLE);
        if (worker.used) {
            function(worker).idle.addFirst(worker);
        } else {
            function(worker).idle.addLast(worker); // behind those that are warm, which are faster and cost less
        }
        return true;
    }

    void starts(WorkerProcess worker) {
        workers.add(worker);
        function(worker).starting++;
    }

    /**
     * A worker is no more.
     *
     * @return the invocation that ends with it: its own, or the next that waits where it failed to start, for which it was started
     */
    @Nullable
    PendingInvocation ends(WorkerProcess worker) {
        workers.remove(worker);
        unburied++;
        FunctionPool function = function(worker);
        function.idle.remove(worker);
        PendingInvocation one = worker.running;
        if (!worker.everAsked) {
            function.starting--;
        }
        if (worker.failedToStart()) {
            failedStarts++;
            one = function.waiting.peekFirst();
            if (one != null) {
                withdraw(one);
            }
        } else if (one != null) {
            release(worker, one);
        }
        worker.become(State.GONE);
        if (function.waiting.isEmpty() && !hasWorker(worker.function)) {
            functions.remove(worker.function); // a driver may use many memories and environments in its time
        }
        return one;
    }

    /** Whether a worker of the function is there, in whatever state. */
    boolean hasWorker(FunctionSettings settings) {
        return workers.stream().anyMatch(worker -> worker.function.equals(settings));
    }

    /** Whether another worker may be started for what waits. */
    boolean hasRoom() {
        return workers.stream()
                        .filter(worker -> !worker.isEnding() && (worker.used || worker.origin == WorkerStart.COLD))
                        .count()
                < limits.workers();
    }

    /** A worker without work of another function, or null. */
    @Nullable
    WorkerProcess idleElsewhere(FunctionPool function) {
        for (FunctionPool other : functions.values()) {
            if (other != function && !other.idle.isEmpty()) {
                return other.idle.removeLast();
            }
        }
        return null;
    }

    /** How many workers are to be started ahead. */
    int missingAhead() {
        if (limits.prepared() == 0 || failedStarts >= MAX_FAILED_STARTS) {
            return 0;
        }
        long live = workers.stream().filter(worker -> !worker.isEnding()).count();
        long ahead = workers.stream()
                .filter(worker -> worker.origin == WorkerStart.PREPARED && !worker.used && !worker.isEnding())
                .count();
        return (int) Math.min(limits.prepared() - ahead, limits.workers() + limits.prepared() - live);
    }
}

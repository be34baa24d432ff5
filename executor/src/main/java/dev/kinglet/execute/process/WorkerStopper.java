package dev.kinglet.execute.process;

import dev.kinglet.execute.process.WorkerProcess.State;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stops a pool's workers and what they run: one of them, or all. The pool's lock guards the books here, too. */
final class WorkerStopper {

    private final PoolLimits limits;
    private final PoolBooks books;
    private final Object lock;

    WorkerStopper(PoolLimits limits, PoolBooks books, Object lock) {
        this.limits = limits;
        this.books = books;
        this.lock = lock;
    }

    void cancel(long id) {
        Later.locked(lock, later -> {
            PendingInvocation one = books.pending.get(id);
            if (one != null) {
                cancel(one, "the invocation was cancelled", later);
            }
        });
    }

    private void cancel(PendingInvocation one, String why, Later later) {
        Duration billed = one.billed();
        WorkerProcess worker = one.worker;
        if (worker == null) {
            books.withdraw(one);
        } else {
            books.release(worker, one);
            kill(worker, null, later);
        }
        later.add(() -> one.end(Endings.cancelled(why, billed)));
    }

    /** Ends a worker by force. */
    void kill(WorkerProcess worker, @Nullable WorkerEnd why, Later later) {
        if (worker.doom == null) {
            worker.doom = why;
        }
        books.function(worker).idle.remove(worker);
        worker.become(State.ENDING);
        Process process = worker.process;
        if (process != null) {
            // To look for its children takes longer than a caller should wait.
            later.add(() -> Thread.ofVirtual().start(() -> Kill.now(process)));
        }
    }

    /** Tells an idle worker to go. */
    void leave(WorkerProcess worker, Later later) {
        books.function(worker).idle.remove(worker);
        RuntimeApiConnection connection = worker.asking;
        worker.become(State.ENDING);
        if (connection != null) {
            later.add(() -> Kill.close(connection));
        }
    }

    /** Tells workers that have no work to go, and waits until they are gone: for the sake of what a JVM writes at its end. */
    void dismiss(Duration patience) {
        Later.locked(lock, later -> {
            books.closed = true;
            List.copyOf(books.workers).stream()
                    .filter(worker -> worker.state == State.IDLE)
                    .forEach(worker -> leave(worker, later));
        });
        awaitEnd(patience);
    }

    /** Ends everything. Those that work are killed after {@code grace} for their answers, all others at once. */
    void close(Duration grace) {
        Later.locked(lock, later -> {
            books.closed = true;
            for (PendingInvocation one : List.copyOf(books.pending.values())) {
                if (one.worker == null || grace.isZero()) {
                    cancel(one, "the platform was closed", later);
                }
            }
            for (WorkerProcess worker : books.workers) {
                // One that was told to go would wait 300 ms for its thread that reads from this process's pipe, as a
                // JVM does at its exit.
                if (worker.state == State.IDLE || worker.state == State.STARTING) {
                    kill(worker, null, later);
                }
            }
        });
        if (!awaitEnd(grace)) {
            Later.locked(lock, this::killAll);
            // Where the system does not let go of a process that was killed, there is no more to be done.
            awaitEnd(limits.drain().multipliedBy(2));
        }
    }

    /** Whether all workers were gone in time. An interrupt is taken for the end of the time. */
    private boolean awaitEnd(Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        synchronized (lock) {
            while (!books.workers.isEmpty() || books.unburied > 0) {
                long leftMillis = (until - System.nanoTime()) / 1_000_000;
                if (leftMillis <= 0) {
                    return false;
                }
                try {
                    lock.wait(leftMillis);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
            return true;
        }
    }

    private void killAll(Later later) {
        for (PendingInvocation one : List.copyOf(books.pending.values())) {
            cancel(one, "the platform was closed", later);
        }
        for (WorkerProcess worker : List.copyOf(books.workers)) {
            kill(worker, null, later);
        }
    }
}

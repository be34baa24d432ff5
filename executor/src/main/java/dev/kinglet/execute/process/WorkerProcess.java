package dev.kinglet.execute.process;

import dev.kinglet.ErrorCode;
import dev.kinglet.attempt.WorkerStart;
import dev.kinglet.invoke.FunctionSettings;
import dev.kinglet.invoke.InvocationResult;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One worker process, as the pool sees it. All that changes is guarded by the pool's lock. */
final class WorkerProcess implements WorkerEndpoint {

    /** Where a worker is in its life. It goes on from each to a later one, but for idle and busy, which take turns. */
    enum State {
        /** The process was asked for; the worker has not yet asked for an invocation. */
        STARTING,
        /** Waits for an invocation. */
        IDLE,
        /** Has one. */
        BUSY,
        /** Was told to leave, or is killed. */
        ENDING,
        /** The process has ended. */
        GONE
    }

    private final WorkerPool pool;
    final FunctionSettings function;
    final String id;
    final String secret;
    final Path folder;

    /** How the first invocation finds it: started for it, or ahead. */
    final WorkerStart origin;

    State state = State.STARTING;
    boolean used;
    boolean everAsked;
    int connections;

    @Nullable
    Process process;

    @Nullable
    RuntimeApiConnection asking;

    @Nullable
    PendingInvocation running;

    /** When it came into its state, as {@link System#nanoTime} counts. */
    long sinceNanos = System.nanoTime();

    /** Why it was killed, where it was. */
    @Nullable
    WorkerEnd doom;

    /** The status of its process once that has ended. */
    @Nullable
    Integer status;

    WorkerProcess(
            WorkerPool pool, FunctionSettings function, String id, String secret, Path folder, WorkerStart origin) {
        this.pool = pool;
        this.function = function;
        this.id = id;
        this.secret = secret;
        this.folder = folder;
        this.origin = origin;
    }

    void become(State next) {
        state = next;
        sinceNanos = System.nanoTime();
    }

    /** Whether it ended before it asked for work, and nobody wanted it to. */
    boolean failedToStart() {
        WorkerEnd why = doom;
        return why == null ? !everAsked && state != State.ENDING : why.code() == ErrorCode.WORKER_NOT_STARTED;
    }

    boolean isEnding() {
        return state == State.ENDING || state == State.GONE;
    }

    @Override
    public void opened(RuntimeApiConnection connection) {
        pool.opened(this);
    }

    @Override
    public void closed(RuntimeApiConnection connection) {
        pool.closed(this, connection);
    }

    @Override
    public boolean next(RuntimeApiConnection connection) {
        return pool.asked(this, connection);
    }

    @Override
    public @Nullable Runnable response(String id, byte[] body) {
        return pool.ended(this, id, one -> new InvocationResult.Answered(body, one.start, one.billed()));
    }

    @Override
    public @Nullable Runnable error(String id, byte[] body) {
        return pool.ended(this, id, one -> Endings.refused(body, one.billed()));
    }

    @Override
    public @Nullable Runnable tooLarge(String id) {
        return pool.ended(this, id, one -> Endings.responseTooLarge(one.billed()));
    }

    @Override
    public void initError(byte[] body) {
        pool.initError(this, body);
    }
}

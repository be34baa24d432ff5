package dev.kinglet.execute.process;

import dev.kinglet.attempt.WorkerStart;
import dev.kinglet.invoke.Invocation;
import dev.kinglet.invoke.InvocationResult;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An invocation that has not ended. Fields that change are guarded by the pool. */
final class PendingInvocation {

    /** A payload up to this goes into an idle worker's socket at once. */
    private static final int INLINE_SEND_BYTES = 32 * 1024;

    final Invocation invocation;

    /** How the Runtime API calls it. */
    final String requestId;

    private final Consumer<InvocationResult> whenDone;

    /** Who runs it, or null while it waits. */
    @Nullable
    WorkerProcess worker;

    WorkerStart start = WorkerStart.COLD;
    long givenNanos;

    PendingInvocation(Invocation invocation, Consumer<InvocationResult> whenDone) {
        this.invocation = invocation;
        this.whenDone = whenDone;
        requestId = Long.toString(invocation.id());
    }

    /** The time since a worker has it; none while it waits. */
    Duration billed() {
        return worker == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - givenNanos);
    }

    /** Gives it to its worker. */
    void sendTo(RuntimeApiConnection connection) {
        if (invocation.payload().length > INLINE_SEND_BYTES) {
            // What the socket does not take at once must not hold up the caller.
            Thread.ofVirtual().start(() -> write(connection));
        } else {
            write(connection);
        }
    }

    private void write(RuntimeApiConnection connection) {
        long deadline = System.currentTimeMillis() + invocation.timeLimit().toMillis();
        try {
            connection.send(requestId, deadline, ProcessPlatform.FUNCTION_NAME, invocation.payload());
        } catch (IOException e) {
            // The worker is gone; the end of its process is about to tell how.
            return;
        }
    }

    /** Tells who waits for it. Called once, and never under the pool's lock. */
    void end(InvocationResult result) {
        whenDone.accept(result);
    }
}

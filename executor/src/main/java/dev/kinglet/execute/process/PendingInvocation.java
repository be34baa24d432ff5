package dev.kinglet.execute.process;

import dev.kinglet.invoke.Invocation;
import dev.kinglet.invoke.InvocationResult;
import dev.kinglet.invoke.InvocationResult.Start;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An invocation that has not ended. Fields that change are guarded by the pool. */
final class PendingInvocation {

    final Invocation invocation;

    /** How the Runtime API calls it. */
    final String requestId;

    private final Consumer<InvocationResult> whenDone;

    /** Who runs it, or null while it waits. */
    @Nullable
    WorkerProcess worker;

    Start start = Start.COLD;
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

    /** Tells who waits for it. Called once, and never under the pool's lock. */
    void end(InvocationResult result) {
        whenDone.accept(result);
    }
}

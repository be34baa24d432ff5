package dev.kinglet.execute;

import dev.kinglet.CallId;
import dev.kinglet.WorkReport;
import dev.kinglet.invoke.SigningContext;
import dev.kinglet.invoke.SigningKey;
import dev.kinglet.storage.ObjectStore;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The context of one attempt. The store is opened when it is asked for.
 *
 * @param attempt from 1, where the protocol counts from 0
 */
record WorkerCallContext(
        CallId call,
        int attempt,
        long deadlineNanos,
        int memoryMegabytes,
        Supplier<ObjectStore> stores,
        System.Logger logger,
        WorkReport report,
        SigningKey key)
        implements SigningContext {

    @Override
    public Duration timeLeft() {
        return Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime()));
    }

    @Override
    public ObjectStore store() {
        return stores.get();
    }
}

package dev.kinglet.execute;

import dev.kinglet.CallId;
import dev.kinglet.WorkReport;
import dev.kinglet.invoke.SigningKey;
import dev.kinglet.invoke.WorkerContext;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.store.Stores;
import java.time.Duration;

/**
 * The context of one attempt. The store is opened when it is asked for.
 *
 * @param attempt from 1, where the protocol counts from 0
 * @param location of the job's store
 */
record WorkerCallContext(
        CallId call,
        int attempt,
        long deadlineNanos,
        int memoryMegabytes,
        Stores stores,
        String location,
        System.Logger logger,
        WorkReport report,
        SigningKey key)
        implements WorkerContext {

    @Override
    public Duration timeLeft() {
        return Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime()));
    }

    @Override
    public ObjectStore store() {
        return stores.at(location);
    }
}

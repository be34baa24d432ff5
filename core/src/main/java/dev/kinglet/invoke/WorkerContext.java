package dev.kinglet.invoke;

import dev.kinglet.CallContext;
import dev.kinglet.store.Stores;

/** What Kinglet's own functions may ask of the call that they run in, beside what users' may. */
public interface WorkerContext extends CallContext {

    /** The key that driver and workers share. */
    SigningKey key();

    /** The stores that the worker has open. */
    Stores stores();
}

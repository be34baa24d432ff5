package dev.kinglet.invoke;

import dev.kinglet.CallContext;

/** What Kinglet's own functions may ask of the call that they run in, beside what users' may. */
public interface SigningContext extends CallContext {

    /** The key that driver and workers share. */
    SigningKey key();
}

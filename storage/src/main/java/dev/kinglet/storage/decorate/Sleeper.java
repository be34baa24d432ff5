package dev.kinglet.storage.decorate;

import java.time.Duration;

/** Waits. Injected so that tests need not. */
@FunctionalInterface
public interface Sleeper {

    /** Waits on the calling thread. */
    Sleeper THREAD = Thread::sleep;

    void sleep(Duration duration) throws InterruptedException;
}

package dev.kinglet.execute;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs an action when the time that was set last has come. Setting is cheap, for it happens with every call: the thread is woken only
 * if it would sleep past the new time, and finds a later one by itself when it wakes.
 */
final class Watchdog {

    static final long NEVER = Long.MAX_VALUE;

    private final Thread thread;
    private final Runnable expired;
    private final long origin = System.nanoTime();

    /** Nanoseconds since the origin, by which comparison is safe. */
    private final AtomicLong deadline = new AtomicLong(NEVER);

    private volatile long wakeAt = NEVER;
    private volatile boolean closed;

    Watchdog(String name, Runnable expired) {
        this.expired = expired;
        thread = Thread.ofPlatform().daemon().name(name).unstarted(this::watch);
    }

    void start() {
        thread.start();
    }

    /** Sets the time, as {@link System#nanoTime} counts. */
    void expireAt(long nanoTime) {
        long time = nanoTime - origin;
        deadline.set(time);
        if (time < wakeAt) {
            LockSupport.unpark(thread);
        }
    }

    void rest() {
        deadline.set(NEVER);
    }

    void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    private void watch() {
        while (!closed) {
            wakeAt = deadline.get();
            // Read again: a time set between the two would otherwise have seen the old wakeAt and not have woken this
            // thread.
            long time = Math.min(wakeAt, deadline.get());
            long left = time - (System.nanoTime() - origin);
            if (time == NEVER) {
                LockSupport.park(this);
            } else if (left > 0) {
                LockSupport.parkNanos(this, left);
            } else if (deadline.compareAndSet(time, NEVER)) {
                expired.run();
            }
        }
    }
}

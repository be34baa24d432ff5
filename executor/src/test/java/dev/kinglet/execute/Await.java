package dev.kinglet.execute;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another process does and cannot tell. */
public final class Await {

    private static final long PERIOD_NANOS = 2_000_000;

    private Await() {}

    /** Waits until it is so, or fails. */
    public static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Invocations.PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain for " + what);
            }
            LockSupport.parkNanos(PERIOD_NANOS);
        }
    }
}

package dev.kinglet.execute;

import dev.kinglet.WorkReport;

/** Adds up what one attempt tells of its work. Guarded by itself: functions may count in threads of their own. */
final class WorkCounter implements WorkReport {

    private long flops;

    @Override
    public synchronized void flops(long operations) {
        if (operations < 0) {
            throw new IllegalArgumentException("operations must not be negative, but are " + operations);
        }
        long sum = flops + operations;
        flops = sum < 0 ? Long.MAX_VALUE : sum;
    }

    synchronized long flops() {
        return flops;
    }
}

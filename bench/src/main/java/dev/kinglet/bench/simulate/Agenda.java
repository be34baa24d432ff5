package dev.kinglet.bench.simulate;

import java.util.Comparator;
import java.util.PriorityQueue;

/** What is to happen, in virtual time. What is due at the same time happens in the order in which it was asked for. */
final class Agenda {

    private record Due(long nanos, long order, Runnable action) {}

    private final PriorityQueue<Due> dues =
            new PriorityQueue<>(Comparator.comparingLong(Due::nanos).thenComparingLong(Due::order));
    private long now;
    private long order;

    long now() {
        return now;
    }

    double seconds() {
        return now / 1e9;
    }

    /** @param nanos when; now, if it has passed */
    void at(long nanos, Runnable action) {
        dues.add(new Due(Math.max(now, nanos), order++, action));
    }

    void after(double seconds, Runnable action) {
        at(now + nanos(seconds), action);
    }

    static long nanos(double seconds) {
        return Math.round(seconds * 1e9);
    }

    /** Lets everything happen until nothing is left. */
    void run() {
        for (Due due = dues.poll(); due != null; due = dues.poll()) {
            now = due.nanos();
            due.action().run();
        }
    }
}

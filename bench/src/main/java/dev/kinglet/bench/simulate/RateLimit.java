package dev.kinglet.bench.simulate;

/** Lets so many through in a second; who comes sooner waits for his turn. */
final class RateLimit {

    private final double interval;
    private double free;
    private long passed;

    RateLimit(double perSecond) {
        interval = 1 / perSecond;
    }

    /** When who comes at this time is let through. */
    double pass(double now) {
        double turn = Math.max(now, free);
        free = turn + interval;
        passed++;
        return turn;
    }

    long passed() {
        return passed;
    }
}

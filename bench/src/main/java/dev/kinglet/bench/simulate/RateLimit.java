package dev.kinglet.bench.simulate;

import java.util.Arrays;

/**
 * Lets so many through in a second, each tenth of a second its part; who finds his tenth taken goes with the next that is not. Who comes
 * may be told of in any order: what one does is worked out before what another did earlier.
 */
final class RateLimit {

    private static final int SLOTS_PER_SECOND = 10;

    private final int most;
    private int[] taken = new int[64];
    private long passed;

    /** @param perSecond how many, at least 10 */
    RateLimit(double perSecond) {
        most = (int) Math.max(1, Math.round(perSecond / SLOTS_PER_SECOND));
    }

    /** When who comes at this time is let through. */
    double pass(double seconds) {
        int slot = (int) (seconds * SLOTS_PER_SECOND);
        reach(slot);
        while (taken[slot] >= most) {
            reach(++slot);
        }
        taken[slot]++;
        passed++;
        return Math.max(seconds, (double) slot / SLOTS_PER_SECOND);
    }

    private void reach(int slot) {
        if (slot >= taken.length) {
            taken = Arrays.copyOf(taken, Math.max(slot + 1, 2 * taken.length));
        }
    }

    long passed() {
        return passed;
    }
}

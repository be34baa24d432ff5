package dev.kinglet.execute;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Adds up the time of each phase. Confined to the thread of the calls, but for a look at the sums, which may be a moment behind. */
final class PhaseClock {

    private final long origin = System.nanoTime();
    private final Map<Phase, Long> nanos = new EnumMap<>(Phase.class);
    private long mark = origin;

    /** The time since the last lap was spent in {@code phase}. Gives that time. */
    long lap(Phase phase) {
        long now = System.nanoTime();
        long spent = now - mark;
        nanos.merge(phase, spent, Long::sum);
        mark = now;
        return spent;
    }

    /** When the last lap ended, as {@link System#nanoTime} counts. */
    long mark() {
        return mark;
    }

    /** When the last lap ended, since this clock was made. */
    long sinceOrigin() {
        return mark - origin;
    }

    Map<String, Long> sums() {
        Map<String, Long> sums = new LinkedHashMap<>();
        for (Phase phase : Phase.values()) {
            sums.put(phase.key, nanos.getOrDefault(phase, 0L));
        }
        return sums;
    }
}

package dev.kinglet.schedule;

import dev.kinglet.policy.Saturated;
import java.util.ArrayList;
import java.util.List;

/** What one event leads to: the time of it, and the actions so far. Shared by the parts of one scheduler. */
final class Turn<D> {

    private long nanos;
    private List<SchedulerAction<D>> actions = new ArrayList<>();

    void begin(long now) {
        nanos = now;
        actions = new ArrayList<>();
    }

    long nanos() {
        return nanos;
    }

    /** The time so long from now, or the end of time. */
    long after(long delayNanos) {
        return Saturated.add(nanos, delayNanos);
    }

    void act(SchedulerAction<D> action) {
        actions.add(action);
    }

    List<SchedulerAction<D>> actions() {
        return actions;
    }
}

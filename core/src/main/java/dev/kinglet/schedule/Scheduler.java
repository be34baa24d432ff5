package dev.kinglet.schedule;

import java.util.List;

/**
 * Decides which call goes out when, and when it has ended, for all stages of one executor. Deterministic: the same events at the same times
 * give the same actions. Confined to one thread.
 *
 * @param <D> what the edge knows of the end of an attempt: the scheduler hands it back as it is, with the call's end where it decides that
 */
public interface Scheduler<D> {

    /**
     * Takes one event.
     *
     * @param nanos the time, monotonic, from any origin
     * @return what to do, in this order
     */
    List<SchedulerAction<D>> on(SchedulerEvent<D> event, long nanos);
}

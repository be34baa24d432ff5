package dev.kinglet.invoke.dispatch;

import java.util.List;

/**
 * Decides which call goes out when, and when it has ended, for all stages of one executor. Deterministic: the same events at the same times
 * give the same actions. Confined to one thread.
 */
public interface Scheduler {

    /**
     * Takes one event.
     *
     * @param nanos the time, monotonic, from any origin
     * @return what to do, in this order
     */
    List<SchedulerAction> on(SchedulerEvent event, long nanos);
}

package dev.kinglet.dispatch;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What the dispatcher's thread has to do, in order; and an alarm. Any thread adds, one takes and sets the alarm. */
final class TaskQueue {

    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final LongSupplier clock;
    private final Runnable alarm;
    private long wakeAt = Long.MAX_VALUE;

    /** @param alarm what is to be done at the time of {@link #wakeAt(long)} */
    TaskQueue(LongSupplier clock, Runnable alarm) {
        this.clock = clock;
        this.alarm = alarm;
    }

    void add(Runnable task) {
        tasks.add(task);
    }

    /** Sets the alarm, in place of an earlier one. */
    void wakeAt(long nanos) {
        wakeAt = nanos;
    }

    /** When the alarm goes off; the end of time if there is none. */
    long wakeAt() {
        return wakeAt;
    }

    /** Waits for the next task, or for the alarm. */
    Runnable next() throws InterruptedException {
        if (wakeAt == Long.MAX_VALUE) {
            return tasks.take();
        }
        Runnable task = tasks.poll(wakeAt - clock.getAsLong(), TimeUnit.NANOSECONDS);
        return task == null ? alarm() : task;
    }

    /** The next task, or the alarm if it is due; null if there is nothing to do now. */
    @Nullable
    Runnable nextDue() {
        Runnable task = tasks.poll();
        return task == null && wakeAt <= clock.getAsLong() ? alarm() : task;
    }

    private Runnable alarm() {
        wakeAt = Long.MAX_VALUE;
        return alarm;
    }
}

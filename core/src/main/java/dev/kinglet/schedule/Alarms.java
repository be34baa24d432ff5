package dev.kinglet.schedule;

import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All times at which the scheduler has something to do. One alarm of a kind for each subject, held by the subject. */
final class Alarms {

    private final TreeSet<Alarm> alarms = new TreeSet<>();
    private long wished = Long.MAX_VALUE;

    /** Puts an alarm in place of {@code old}. A time without end needs none. */
    @Nullable
    Alarm replace(@Nullable Alarm old, long due, Alarm.Kind kind, long subject) {
        if (old != null && old.dueNanos() == due) {
            return old;
        }
        remove(old);
        if (due == Long.MAX_VALUE) {
            return null;
        }
        Alarm alarm = new Alarm(due, kind, subject);
        alarms.add(alarm);
        return alarm;
    }

    void remove(@Nullable Alarm alarm) {
        if (alarm != null) {
            alarms.remove(alarm);
        }
    }

    /** Takes out the earliest alarm that is due. */
    @Nullable
    Alarm due(long now) {
        return !alarms.isEmpty() && alarms.first().dueNanos() <= now ? alarms.pollFirst() : null;
    }

    /** The edge has come back: an earlier wish is spent. */
    void woken() {
        wished = Long.MAX_VALUE;
    }

    /** Says when to come back, if it is earlier than said before. A wish that turns out needless costs one idle tick. */
    <D> void wish(Turn<D> turn) {
        if (!alarms.isEmpty() && alarms.first().dueNanos() < wished) {
            wished = alarms.first().dueNanos();
            turn.act(new SchedulerAction.WakeAt<>(wished));
        }
    }
}

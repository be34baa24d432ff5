package dev.kinglet.schedule;

/**
 * A time at which the scheduler has something to do.
 *
 * @param subject the stage's or invocation's number; 0 for the pacing
 */
record Alarm(long dueNanos, Kind kind, long subject) implements Comparable<Alarm> {

    /** What there is to do. */
    enum Kind {
        PACING_GROWS,
        BACK_OFF_ENDS,
        INVOCATION_OVERDUE,
        SPECULATION_DUE,
        STAGE_DEADLINE
    }

    @Override
    public int compareTo(Alarm other) {
        int order = Long.compare(dueNanos, other.dueNanos);
        if (order == 0) {
            order = kind.compareTo(other.kind);
        }
        return order == 0 ? Long.compare(subject, other.subject) : order;
    }
}

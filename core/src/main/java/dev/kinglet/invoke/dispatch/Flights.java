package dev.kinglet.invoke.dispatch;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The invocations that went out. More may be out than the platform has workers; which of them have one is presumed: the oldest, as
 * platforms begin invocations in order. From then on one has its time limit, and a grace, before it counts as lost.
 */
final class Flights {

    /** How many that counted as lost are remembered, for a late answer. */
    static final int MAX_ABANDONED = 1024;

    private final int most;
    private final int concurrency;
    private final SchedulerTuning tuning;
    private final Alarms alarms;
    private final Turn turn;
    private final Map<Long, Flight> underWay = new LinkedHashMap<>();
    private final Map<Long, Flight> abandoned = new LinkedHashMap<>();
    private final ArrayDeque<Flight> waiting = new ArrayDeque<>();
    private int begun;
    private long sent;

    Flights(int most, int concurrency, SchedulerTuning tuning, Alarms alarms, Turn turn) {
        this.most = most;
        this.concurrency = concurrency;
        this.tuning = tuning;
        this.alarms = alarms;
        this.turn = turn;
    }

    /** The number of the next invocation. */
    long next() {
        return sent + 1;
    }

    /** The number of the latest. */
    long latest() {
        return sent;
    }

    /** How many places are taken. */
    int underWay() {
        return underWay.size();
    }

    Iterable<Flight> all() {
        return underWay.values();
    }

    @Nullable
    Flight underWay(long invocation) {
        return underWay.get(invocation);
    }

    /** How many places there are at best. */
    int most() {
        return most;
    }

    /** How many of these calls one invocation may take, at least 1, so that there is enough for every worker to the end. */
    int share(int calls) {
        int shares = concurrency * tuning.sharesPerWorker();
        return Math.max(1, (calls + shares - 1) / shares);
    }

    void send(Flight flight) {
        sent = flight.invocation;
        underWay.put(flight.invocation, flight);
        waiting.add(flight);
        begin();
    }

    private void begin() {
        while (begun < concurrency && !waiting.isEmpty()) {
            Flight flight = waiting.remove();
            if (flight.over) {
                continue;
            }
            begun++;
            flight.begun = true;
            flight.begunNanos = turn.nanos();
            if (!flight.cancelled) {
                long due = turn.after(Saturated.add(flight.limitNanos, tuning.overdueGraceNanos()));
                flight.alarm = alarms.replace(flight.alarm, due, Alarm.Kind.INVOCATION_OVERDUE, flight.invocation);
            }
        }
    }

    /** The end of an invocation was reported: gives it, or null if it is not known. */
    @Nullable
    Flight end(long invocation) {
        Flight flight = underWay.remove(invocation);
        if (flight == null) {
            return abandoned.remove(invocation);
        }
        flight.over = true;
        alarms.remove(flight.alarm);
        if (flight.begun) {
            begun--;
        }
        begin();
        return flight;
    }

    /** Nobody waits for it any more. It keeps its place until its end is reported, or a grace has passed. */
    void cancel(Flight flight) {
        if (flight.over || flight.cancelled) {
            return;
        }
        flight.cancelled = true;
        turn.act(new SchedulerAction.CancelInvocation(flight.invocation));
        long due = turn.after(tuning.cancelGraceNanos());
        flight.alarm = alarms.replace(flight.alarm, due, Alarm.Kind.INVOCATION_OVERDUE, flight.invocation);
    }

    /** Its end is long overdue: the place is used again, and its answer, should it come, finds it still. */
    void abandon(Flight flight) {
        flight.alarm = null;
        end(flight.invocation);
        abandoned.put(flight.invocation, flight);
        if (abandoned.size() > MAX_ABANDONED) {
            Iterator<Flight> oldest = abandoned.values().iterator();
            oldest.next();
            oldest.remove();
        }
        if (!flight.cancelled) {
            flight.cancelled = true;
            turn.act(new SchedulerAction.CancelInvocation(flight.invocation));
        }
    }

    /** A call ended otherwise than by its invocation, which is cancelled if that was its last. */
    void release(long invocation) {
        Flight flight = underWay.get(invocation);
        if (flight != null && --flight.live == 0) {
            cancel(flight);
        }
    }
}

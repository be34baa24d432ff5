package dev.kinglet.schedule;

import dev.kinglet.policy.Saturated;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The invocations that went out. More may be out than the platform has workers; which of them have one is presumed: the oldest, as
 * platforms begin invocations in order. From then on one has its time limit, and a grace, before it counts as lost.
 */
final class InvocationsInFlight<D> {

    /** How many that counted as lost are remembered, for a late answer. */
    static final int MAX_ABANDONED = 1024;

    private final int most;
    private final int concurrency;
    private final SchedulerTuning tuning;
    private final Alarms alarms;
    private final Turn<D> turn;
    private final Map<Long, InvocationInFlight<D>> underWay = new LinkedHashMap<>();
    private final Map<Long, InvocationInFlight<D>> abandoned = new LinkedHashMap<>();
    private final ArrayDeque<InvocationInFlight<D>> waiting = new ArrayDeque<>();
    private int begun;
    private long sent;

    InvocationsInFlight(int most, int concurrency, SchedulerTuning tuning, Alarms alarms, Turn<D> turn) {
        this.most = most;
        this.concurrency = concurrency;
        this.tuning = tuning;
        this.alarms = alarms;
        this.turn = turn;
    }

    /** The number of the latest. */
    long latest() {
        return sent;
    }

    /** How many places are taken. */
    int underWay() {
        return underWay.size();
    }

    @Nullable
    InvocationInFlight<D> underWay(long invocation) {
        return underWay.get(invocation);
    }

    /** How many places there are at best. */
    int most() {
        return most;
    }

    /** How many of these calls one invocation may take, at least 1, so that there is enough for every worker to the end. */
    int share(int calls) {
        return (int) Math.max(1, Math.ceilDiv(calls, (long) concurrency * tuning.sharesPerWorker()));
    }

    /** Sends up to so many of the calls that a stage has to send, at least one, as one invocation. */
    void send(ScheduledStage<D> stage, int size) {
        int[] calls = stage.outgoing.take(size);
        int[] attempts = new int[calls.length];
        sent++;
        for (int i = 0; i < calls.length; i++) {
            attempts[i] = stage.states.send(calls[i], sent);
        }
        long limit =
                Saturated.add(Saturated.multiply(stage.policy.callNanos(), calls.length), tuning.limitGraceNanos());
        InvocationInFlight<D> flight = new InvocationInFlight<>(sent, stage, calls, attempts, limit);
        underWay.put(sent, flight);
        waiting.add(flight);
        begin();
        turn.act(new SchedulerAction.Dispatch<>(sent, stage.number, calls, attempts, stage.memory(calls), limit));
    }

    private void begin() {
        while (begun < concurrency && !waiting.isEmpty()) {
            InvocationInFlight<D> flight = waiting.remove();
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
    InvocationInFlight<D> end(long invocation) {
        InvocationInFlight<D> flight = underWay.remove(invocation);
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
    void cancel(InvocationInFlight<D> flight) {
        if (flight.over || flight.cancelled) {
            return;
        }
        flight.cancelled = true;
        turn.act(new SchedulerAction.CancelInvocation<>(flight.invocation));
        long due = turn.after(tuning.cancelGraceNanos());
        flight.alarm = alarms.replace(flight.alarm, due, Alarm.Kind.INVOCATION_OVERDUE, flight.invocation);
    }

    /** Its end is long overdue: the place is used again, and its answer, should it come, finds it still. */
    void abandon(InvocationInFlight<D> flight) {
        flight.alarm = null;
        end(flight.invocation);
        abandoned.put(flight.invocation, flight);
        if (abandoned.size() > MAX_ABANDONED) {
            Iterator<InvocationInFlight<D>> oldest = abandoned.values().iterator();
            turn.act(new SchedulerAction.InvocationForgotten<>(oldest.next().invocation));
            oldest.remove();
        }
        if (!flight.cancelled) {
            flight.cancelled = true;
            turn.act(new SchedulerAction.CancelInvocation<>(flight.invocation));
        }
    }

    /** A call ended otherwise than by its invocation, which is cancelled if that was its last. */
    void release(long invocation) {
        InvocationInFlight<D> flight = underWay.get(invocation);
        if (flight != null && --flight.live == 0) {
            cancel(flight);
        }
    }

    /** A call of it is known to have succeeded before its answer came, which is to be waited for. */
    void succeeded(long invocation) {
        InvocationInFlight<D> flight = underWay.get(invocation);
        if (flight != null) {
            flight.live--;
        }
    }

    /** Those of a stage that have a worker, by presumption, and for whose calls no other attempts were asked for. */
    List<InvocationInFlight<D>> speculable(ScheduledStage<D> stage) {
        return underWay.values().stream()
                .filter(flight -> flight.stage == stage && flight.begun && !flight.cancelled && !flight.speculated)
                .toList();
    }

    /** How many are under way, and a line for each of a stage's. */
    String describe(ScheduledStage<D> stage, int limit) {
        StringBuilder text = new StringBuilder("invocations under way ")
                .append(underWay())
                .append(" of ")
                .append(limit)
                .append('\n');
        for (InvocationInFlight<D> flight : underWay.values()) {
            if (flight.stage == stage) {
                text.append("  ").append(flight.describe(turn.nanos())).append('\n');
            }
        }
        return text.toString();
    }
}

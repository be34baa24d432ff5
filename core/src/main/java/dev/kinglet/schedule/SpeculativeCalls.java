package dev.kinglet.schedule;

import dev.kinglet.policy.Saturated;
import dev.kinglet.policy.Speculation;

/** The calls of a stage at which other attempts are to be made beside those under way. */
final class SpeculativeCalls<D> {

    private final ScheduledStage<D> stage;
    private final InvocationsInFlight<D> flights;
    private final Turn<D> turn;
    private final IntQueue calls = new IntQueue();
    private long runNanos;

    SpeculativeCalls(ScheduledStage<D> stage, InvocationsInFlight<D> flights, Turn<D> turn) {
        this.stage = stage;
        this.flights = flights;
        this.turn = turn;
    }

    /** An attempt was answered. */
    void ran(long nanos) {
        runNanos += nanos;
    }

    /** When the next invocation takes too long. */
    long due() {
        long patience = patience();
        long due = Long.MAX_VALUE;
        if (patience != Long.MAX_VALUE) {
            for (InvocationInFlight<D> flight : flights.speculable(stage)) {
                due = Math.min(due, Saturated.add(flight.begunNanos, patience));
            }
        }
        return Math.max(due, turn.nanos());
    }

    private long patience() {
        Speculation policy = stage.policy.speculation();
        return policy.equals(Speculation.NONE)
                ? Long.MAX_VALUE
                : policy.patienceNanos(new Speculation.Siblings(
                        stage.states.count(CallState.SUCCEEDED), runNanos, stage.states.count(CallState.INVOKED)));
    }

    /** Adds the calls of the invocations that have taken too long. */
    void fill() {
        long patience = patience();
        for (InvocationInFlight<D> flight : flights.speculable(stage)) {
            if (Saturated.add(flight.begunNanos, patience) <= turn.nanos()) {
                flight.speculated = true;
                for (int call : flight.calls) {
                    if (stage.states.in(call, flight.invocation)) {
                        calls.add(call);
                    }
                }
            }
        }
    }

    /** Whether there is a call to be sent; one whose attempts have ended meanwhile is none. */
    boolean any() {
        while (!calls.isEmpty() && !mayHaveAnother(calls.peek())) {
            calls.remove();
        }
        return !calls.isEmpty();
    }

    private boolean mayHaveAnother(int call) {
        return stage.states.is(CallState.INVOKED, call) && stage.states.attempts(call) < AttemptsUnderWay.MOST;
    }

    int take() {
        int call = calls.peek();
        calls.remove();
        return call;
    }
}

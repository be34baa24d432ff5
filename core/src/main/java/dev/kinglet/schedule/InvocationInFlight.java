package dev.kinglet.schedule;

import org.jspecify.annotations.Nullable;

/** An invocation that went out, until its end is reported. */
final class InvocationInFlight<D> {

    final long invocation;
    final ScheduledStage<D> stage;
    final int[] calls;
    final int[] attempts;
    final long limitNanos;

    // How many of its calls are under way in it.
    int live;
    // Whether it has a worker, by the presumption of InvocationsInFlight, and since when.
    boolean begun;
    boolean over;
    boolean cancelled;
    // Whether other attempts at its calls were asked for.
    boolean speculated;
    long begunNanos;

    @Nullable
    Alarm alarm;

    private int cursor;

    InvocationInFlight(long invocation, ScheduledStage<D> stage, int[] calls, int[] attempts, long limitNanos) {
        this.invocation = invocation;
        this.stage = stage;
        this.calls = calls;
        this.attempts = attempts;
        this.limitNanos = limitNanos;
        this.live = calls.length;
    }

    /** Whether it carried this attempt. Answers come nearly in order, so the search goes on where the last one ended. */
    boolean carried(int call, int attempt) {
        for (int i = 0; i < calls.length; i++) {
            int at = cursor;
            cursor = cursor + 1 == calls.length ? 0 : cursor + 1;
            if (calls[at] == call) {
                return attempts[at] == attempt;
            }
        }
        return false;
    }

    String describe(long now) {
        String state =
                cancelled ? "cancelled" : begun ? "begun " + (now - begunNanos) / 1_000_000 + " ms ago" : "waiting";
        return "invocation " + invocation + " of " + calls.length + " calls, " + live + " of them awaited, " + state;
    }
}

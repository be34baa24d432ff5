package dev.kinglet.schedule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The life of a call as a table, and which of its rows were taken. {@code docs/design/call-lifecycle.md} draws it. Confined to the
 * scheduler's thread.
 */
final class CallLifecycle {

    /** One row: in {@code from}, {@code step} leads to {@code to}. */
    record Transition(CallState from, CallStep step, CallState to) {}

    /** Every step that a call may take; any other is a defect. */
    static final List<Transition> TABLE = List.of(
            new Transition(CallState.WITHHELD, CallStep.UNREADY, CallState.FAILED),
            new Transition(CallState.WITHHELD, CallStep.ABORTED, CallState.FAILED),
            new Transition(CallState.WITHHELD, CallStep.CANCELLED, CallState.CANCELLED),
            new Transition(CallState.READY, CallStep.DISPATCHED, CallState.INVOKED),
            // An attempt that was given up had finished after all.
            new Transition(CallState.READY, CallStep.SUCCEEDED, CallState.SUCCEEDED),
            new Transition(CallState.READY, CallStep.UNREADY, CallState.FAILED),
            new Transition(CallState.READY, CallStep.ABORTED, CallState.FAILED),
            new Transition(CallState.READY, CallStep.CANCELLED, CallState.CANCELLED),
            new Transition(CallState.INVOKED, CallStep.SPECULATED, CallState.INVOKED),
            new Transition(CallState.INVOKED, CallStep.SURVIVED, CallState.INVOKED),
            // The others are cancelled where nobody else is in their invocation.
            new Transition(CallState.INVOKED, CallStep.SUCCEEDED, CallState.SUCCEEDED),
            new Transition(CallState.INVOKED, CallStep.RETRIED, CallState.BACKING_OFF),
            new Transition(CallState.INVOKED, CallStep.GIVEN_BACK, CallState.READY),
            new Transition(CallState.INVOKED, CallStep.ISOLATED, CallState.READY),
            new Transition(CallState.INVOKED, CallStep.FAILED, CallState.FAILED),
            // The edge found only when it wrote the request that the input was gone.
            new Transition(CallState.INVOKED, CallStep.UNREADY, CallState.FAILED),
            new Transition(CallState.INVOKED, CallStep.ABORTED, CallState.FAILED),
            new Transition(CallState.INVOKED, CallStep.CANCELLED, CallState.CANCELLED),
            new Transition(CallState.BACKING_OFF, CallStep.BACKED_OFF, CallState.READY),
            new Transition(CallState.BACKING_OFF, CallStep.SUCCEEDED, CallState.SUCCEEDED),
            new Transition(CallState.BACKING_OFF, CallStep.UNREADY, CallState.FAILED),
            new Transition(CallState.BACKING_OFF, CallStep.ABORTED, CallState.FAILED),
            new Transition(CallState.BACKING_OFF, CallStep.CANCELLED, CallState.CANCELLED));

    private static final int STEPS = CallStep.values().length;
    private static final @Nullable CallState[] NEXT = matrix();

    // One bit for each place of the matrix.
    private long taken;

    private static @Nullable CallState[] matrix() {
        @Nullable CallState[] next = new @Nullable CallState[CallState.values().length * STEPS];
        for (Transition row : TABLE) {
            next[index(row.from(), row.step())] = row.to();
        }
        return next;
    }

    @SuppressWarnings("EnumOrdinal") // places in an array that lives no longer than the enums do
    private static int index(CallState from, CallStep step) {
        return from.ordinal() * STEPS + step.ordinal();
    }

    /** Takes a step. Returns null if there is no such row. */
    @Nullable
    CallState take(CallState from, CallStep step) {
        int index = index(from, step);
        taken |= 1L << index;
        return NEXT[index];
    }

    /** The rows that were taken so far. */
    List<Transition> taken() {
        List<Transition> rows = new ArrayList<>();
        for (Transition row : TABLE) {
            if ((taken & 1L << index(row.from(), row.step())) != 0) {
                rows.add(row);
            }
        }
        return rows;
    }
}

package dev.kinglet.schedule;

import java.util.Arrays;

/** The most recent steps of a stage's calls, to be read when something is wrong. Grows to {@value #CAPACITY} steps, then forgets the oldest. */
@SuppressWarnings("EnumOrdinal") // a byte for each state and step, in arrays that live no longer than the enums do
final class StepHistory {

    static final int CAPACITY = 128;

    private static final CallState[] STATES = CallState.values();
    private static final CallStep[] STEPS = CallStep.values();

    private int[] calls = new int[8];
    private long[] nanos = new long[8];
    private byte[] states = new byte[8];
    private byte[] steps = new byte[8];
    private int next;
    private boolean full;

    void add(long now, int call, CallState from, CallStep step) {
        if (next == calls.length) {
            grow();
        }
        calls[next] = call;
        nanos[next] = now;
        states[next] = (byte) from.ordinal();
        steps[next] = (byte) step.ordinal();
        next++;
    }

    private void grow() {
        if (calls.length == CAPACITY) {
            next = 0;
            full = true;
            return;
        }
        int capacity = calls.length * 2;
        calls = Arrays.copyOf(calls, capacity);
        nanos = Arrays.copyOf(nanos, capacity);
        states = Arrays.copyOf(states, capacity);
        steps = Arrays.copyOf(steps, capacity);
    }

    /** A line for each step, oldest first, with its age at {@code now}. */
    String describe(long now) {
        StringBuilder text = new StringBuilder();
        for (int i = full ? next - CAPACITY : 0; i < next; i++) {
            int at = Math.floorMod(i, CAPACITY);
            text.append("  ")
                    .append((now - nanos[at]) / 1_000_000)
                    .append(" ms ago: call ")
                    .append(calls[at])
                    .append(" in ")
                    .append(STATES[states[at]])
                    .append(" took ")
                    .append(STEPS[steps[at]])
                    .append('\n');
        }
        return text.toString();
    }
}

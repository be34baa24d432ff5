package dev.kinglet.schedule;

import java.util.Arrays;

/**
 * In which order the ready calls of a stage go out: first those that travel alone, then those that were given back, then the others by
 * number. A call that ended while it waited is left in its queue and passed over.
 */
final class ReadyCalls {

    private final CallStates states;
    private final IntQueue alone = new IntQueue();
    private final IntQueue again = new IntQueue();
    private int fresh;

    ReadyCalls(CallStates states) {
        this.states = states;
    }

    /** A call that was sent before is ready again. */
    void add(int call) {
        (states.suspected(call) ? alone : again).add(call);
    }

    /**
     * Takes calls for one invocation; at least one must be ready. They are still {@link CallState#READY}: the caller sends them.
     *
     * @param most how many at most
     * @param maxBytes how large they may be together; the first is taken whatever its size
     */
    int[] take(int most, long maxBytes) {
        skip(alone);
        if (!alone.isEmpty()) {
            int call = alone.peek();
            alone.remove();
            return new int[] {call};
        }
        int[] taken = new int[Math.min(most, states.count(CallState.READY))];
        int count = 0;
        long bytes = 0;
        for (int call = peek(); call >= 0 && count < taken.length; call = peek()) {
            bytes += states.size(call);
            if (count > 0 && bytes > maxBytes) {
                break;
            }
            remove();
            taken[count++] = call;
        }
        return count == taken.length ? taken : Arrays.copyOf(taken, count);
    }

    private int peek() {
        skip(again);
        if (!again.isEmpty()) {
            return again.peek();
        }
        while (fresh < states.announced() && !states.is(CallState.READY, fresh)) {
            fresh++;
        }
        return fresh < states.announced() ? fresh : -1;
    }

    private void remove() {
        if (again.isEmpty()) {
            fresh++;
        } else {
            again.remove();
        }
    }

    private void skip(IntQueue queue) {
        while (!queue.isEmpty() && !states.is(CallState.READY, queue.peek())) {
            queue.remove();
        }
    }
}

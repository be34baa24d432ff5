package dev.kinglet.schedule;

import java.util.Arrays;

/** The calls of a stage that wait for their next attempt, the earliest first: a binary heap of primitives. */
final class BackOffQueue {

    private static final int SMALLEST = 8;

    private long[] dues = new long[SMALLEST];
    private int[] calls = new int[SMALLEST];
    private int count;

    boolean isEmpty() {
        return count == 0;
    }

    /** When the first is due; the end of time if there is none. */
    long due() {
        return count == 0 ? Long.MAX_VALUE : dues[0];
    }

    void add(int call, long due) {
        if (count == dues.length) {
            dues = Arrays.copyOf(dues, count * 2);
            calls = Arrays.copyOf(calls, count * 2);
        }
        int at = count++;
        while (at > 0 && before(due, call, (at - 1) / 2)) {
            move((at - 1) / 2, at);
            at = (at - 1) / 2;
        }
        put(at, due, call);
    }

    /** Takes out the first. */
    int remove() {
        int first = calls[0];
        count--;
        long due = dues[count];
        int call = calls[count];
        int at = 0;
        while (2 * at + 1 < count) {
            int child = 2 * at + 1;
            if (child + 1 < count && before(dues[child + 1], calls[child + 1], child)) {
                child++;
            }
            if (before(due, call, child)) {
                break;
            }
            move(child, at);
            at = child;
        }
        put(at, due, call);
        return first;
    }

    // Of two calls due at the same time the lower number goes first, so that the order does not depend on the heap's
    // history.
    private boolean before(long due, int call, int at) {
        return due < dues[at] || (due == dues[at] && call < calls[at]);
    }

    private void move(int from, int to) {
        put(to, dues[from], calls[from]);
    }

    private void put(int at, long due, int call) {
        dues[at] = due;
        calls[at] = call;
    }
}

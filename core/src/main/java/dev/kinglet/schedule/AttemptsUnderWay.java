package dev.kinglet.schedule;

import java.util.function.LongConsumer;

/** The attempts under way of a call that has several, or had. */
final class AttemptsUnderWay {

    /** A call at which so many attempts were made gets no other beside them: who is slow three times over is slow by nature. */
    static final int MOST = 3;

    private final int[] attempts = new int[MOST];
    private final long[] invocations = new long[MOST];
    private int count;

    void add(int attempt, long invocation) {
        attempts[count] = attempt;
        invocations[count++] = invocation;
    }

    int count() {
        return count;
    }

    boolean in(long invocation) {
        return index(invocation) >= 0;
    }

    boolean has(int attempt, long invocation) {
        int index = index(invocation);
        return index >= 0 && attempts[index] == attempt;
    }

    /** The invocation of an attempt, or -1 if it is not under way. */
    long invocation(int attempt) {
        for (int i = 0; i < count; i++) {
            if (attempts[i] == attempt) {
                return invocations[i];
            }
        }
        return -1;
    }

    void remove(long invocation) {
        int index = index(invocation);
        count--;
        attempts[index] = attempts[count];
        invocations[index] = invocations[count];
    }

    void forEachInvocation(LongConsumer action) {
        for (int i = 0; i < count; i++) {
            action.accept(invocations[i]);
        }
    }

    private int index(long invocation) {
        for (int i = 0; i < count; i++) {
            if (invocations[i] == invocation) {
                return i;
            }
        }
        return -1;
    }
}

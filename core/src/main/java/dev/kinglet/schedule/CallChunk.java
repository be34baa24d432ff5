package dev.kinglet.schedule;

import java.util.Arrays;

/** Some neighbouring calls of a stage, in arrays of primitives that grow with their number. */
final class CallChunk {

    private static final int FEW = 8;

    byte[] states = new byte[FEW];
    boolean[] suspects = new boolean[FEW];
    byte[] resends = new byte[FEW];
    short[] charged = new short[FEW];
    int[] sends = new int[FEW];
    int[] sizes = new int[FEW];

    /** Of those that have one attempt under way. */
    long[] invocations = new long[FEW];

    int ended;

    void grow(int most) {
        int capacity = Math.min(most, states.length * 4);
        states = Arrays.copyOf(states, capacity);
        suspects = Arrays.copyOf(suspects, capacity);
        resends = Arrays.copyOf(resends, capacity);
        charged = Arrays.copyOf(charged, capacity);
        sends = Arrays.copyOf(sends, capacity);
        sizes = Arrays.copyOf(sizes, capacity);
        invocations = Arrays.copyOf(invocations, capacity);
    }
}

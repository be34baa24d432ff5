package dev.kinglet.invoke.dispatch;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one stage, in arrays of primitives: a stage may have millions. A chunk of calls is dropped as soon as all of it has ended,
 * so what is held is in proportion to the calls under way.
 */
@SuppressWarnings("EnumOrdinal") // a byte for each state, in arrays that live no longer than the enum does
final class CallStates {

    /** Calls to a chunk: large enough to cost nothing, small enough that one slow call does not hold many. */
    static final int CHUNK_CALLS = 4096;

    /** The most attempts that a call may be given: more than anybody waits for, and they fit two bytes. */
    static final int MAX_ATTEMPTS = 10_000;

    private static final CallState[] STATES = CallState.values();
    private static final long NO_INVOCATION = -1;

    private final CallLifecycle lifecycle;
    private final Turn turn;
    private final StepHistory history = new StepHistory();
    private final int[] counts = new int[STATES.length];
    private @Nullable Chunk[] chunks = new @Nullable Chunk[1];
    private int announced;
    private int suspectsReady;
    private long readyBytes;
    private long announcedBytes;

    CallStates(CallLifecycle lifecycle, Turn turn) {
        this.lifecycle = lifecycle;
        this.turn = turn;
    }

    private static final class Chunk {
        byte[] states = new byte[8];
        boolean[] suspects = new boolean[8];
        byte[] resends = new byte[8];
        short[] charged = new short[8];
        int[] sends = new int[8];
        int[] sizes = new int[8];
        long[] invocations = new long[8];
        int ended;

        void grow() {
            int capacity = Math.min(CHUNK_CALLS, states.length * 4);
            states = Arrays.copyOf(states, capacity);
            suspects = Arrays.copyOf(suspects, capacity);
            resends = Arrays.copyOf(resends, capacity);
            charged = Arrays.copyOf(charged, capacity);
            sends = Arrays.copyOf(sends, capacity);
            sizes = Arrays.copyOf(sizes, capacity);
            invocations = Arrays.copyOf(invocations, capacity);
        }
    }

    /** Adds the next call: ready, or withheld if its size is negative. */
    int add(int size) {
        int call = announced++;
        int at = call % CHUNK_CALLS;
        if (at == 0) {
            open(call / CHUNK_CALLS);
        }
        Chunk chunk = chunk(call);
        if (at == chunk.states.length) {
            chunk.grow();
        }
        CallState state = size < 0 ? CallState.WITHHELD : CallState.READY;
        chunk.states[at] = (byte) state.ordinal();
        chunk.sizes[at] = Math.max(0, size);
        chunk.invocations[at] = NO_INVOCATION;
        counts[state.ordinal()]++;
        readyBytes += chunk.sizes[at];
        announcedBytes += chunk.sizes[at];
        return call;
    }

    private void open(int index) {
        if (index == chunks.length) {
            chunks = Arrays.copyOf(chunks, chunks.length * 2);
        }
        chunks[index] = new Chunk();
    }

    private Chunk chunk(int call) {
        Chunk chunk = chunks[call / CHUNK_CALLS];
        if (chunk == null) {
            throw new IllegalStateException("call " + call + " has ended, history:\n" + history.describe(turn.nanos()));
        }
        return chunk;
    }

    /** Takes a step of the life of a call. */
    CallState step(int call, CallStep step) {
        Chunk chunk = chunk(call);
        int at = call % CHUNK_CALLS;
        CallState from = STATES[chunk.states[at]];
        CallState to = lifecycle.take(from, step);
        if (to == null) {
            throw new IllegalStateException("call " + call + " cannot take " + step + " in " + from + ", history:\n"
                    + history.describe(turn.nanos()));
        }
        history.add(turn.nanos(), call, from, step);
        chunk.states[at] = (byte) to.ordinal();
        count(chunk, at, from, -1);
        count(chunk, at, to, 1);
        if (to.terminal()) {
            end(chunk, call);
        }
        return to;
    }

    private void count(Chunk chunk, int at, CallState state, int change) {
        counts[state.ordinal()] += change;
        if (state == CallState.READY) {
            readyBytes += (long) change * chunk.sizes[at];
            suspectsReady += chunk.suspects[at] ? change : 0;
        }
    }

    private void end(Chunk chunk, int call) {
        if (++chunk.ended == CHUNK_CALLS) {
            chunks[call / CHUNK_CALLS] = null;
        }
    }

    /** Whether the call was announced and has not ended. */
    boolean live(int call) {
        if (call < 0 || call >= announced) {
            return false;
        }
        Chunk chunk = chunks[call / CHUNK_CALLS];
        return chunk != null && !STATES[chunk.states[call % CHUNK_CALLS]].terminal();
    }

    /** Whether the call is in this state, which is none of the terminal ones. */
    boolean is(CallState state, int call) {
        return live(call) && chunk(call).states[call % CHUNK_CALLS] == state.ordinal();
    }

    /** Gives the number of the attempt that goes out with {@code invocation}: a fresh one each time. */
    int send(int call, long invocation) {
        step(call, CallStep.DISPATCHED);
        Chunk chunk = chunk(call);
        chunk.invocations[call % CHUNK_CALLS] = invocation;
        return chunk.sends[call % CHUNK_CALLS]++;
    }

    /** Whether this attempt of a live call is the one under way in {@code invocation}. */
    boolean underWay(int call, int attempt, long invocation) {
        return in(call, invocation) && chunk(call).sends[call % CHUNK_CALLS] == attempt + 1;
    }

    /** Whether the call is under way in {@code invocation}. */
    boolean in(int call, long invocation) {
        return is(CallState.INVOKED, call) && invocation(call) == invocation;
    }

    long invocation(int call) {
        return chunk(call).invocations[call % CHUNK_CALLS];
    }

    /** Counts an attempt against the call's budget, and gives how many were. */
    int charge(int call) {
        return ++chunk(call).charged[call % CHUNK_CALLS];
    }

    /** Counts one more time that the call goes again without a charge. */
    int resend(int call) {
        return ++chunk(call).resends[call % CHUNK_CALLS];
    }

    /** Attempts that count against the budget, with the one under way. */
    int attempts(int call) {
        return chunk(call).charged[call % CHUNK_CALLS] + (is(CallState.INVOKED, call) ? 1 : 0);
    }

    /** From now on the call travels alone. Not while it is ready. */
    void suspect(int call) {
        chunk(call).suspects[call % CHUNK_CALLS] = true;
    }

    boolean suspected(int call) {
        return chunk(call).suspects[call % CHUNK_CALLS];
    }

    int size(int call) {
        return chunk(call).sizes[call % CHUNK_CALLS];
    }

    int announced() {
        return announced;
    }

    int count(CallState state) {
        return counts[state.ordinal()];
    }

    /** How many calls were announced and have not ended. */
    int live() {
        return count(CallState.WITHHELD)
                + count(CallState.READY)
                + count(CallState.INVOKED)
                + count(CallState.BACKING_OFF);
    }

    /** How many of those that are ready have to travel alone. */
    int suspectsReady() {
        return suspectsReady;
    }

    long readyBytes() {
        return readyBytes;
    }

    /** The mean size of the calls announced so far, at least 1. */
    long meanBytes() {
        return Math.max(1, announcedBytes / Math.max(1, announced));
    }

    /** For how many calls there is room in the chunks that are held. */
    int held() {
        int held = 0;
        for (Chunk chunk : chunks) {
            held += chunk == null ? 0 : chunk.states.length;
        }
        return held;
    }

    void forEachLive(IntConsumer action) {
        for (int first = 0; first < announced; first += CHUNK_CALLS) {
            int end = Math.min(announced, first + CHUNK_CALLS);
            for (int call = first; chunks[first / CHUNK_CALLS] != null && call < end; call++) {
                if (live(call)) {
                    action.accept(call);
                }
            }
        }
    }

    String describe(long now) {
        StringBuilder text = new StringBuilder("calls announced ").append(announced);
        for (CallState state : STATES) {
            text.append(", ").append(state).append(' ').append(count(state));
        }
        return text.append("\nrecent steps:\n").append(history.describe(now)).toString();
    }
}

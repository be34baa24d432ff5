package dev.kinglet.schedule;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
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
    private final Turn<?> turn;
    private final StepHistory history = new StepHistory();
    private final int[] counts = new int[STATES.length];
    /** Of the few calls that have several attempts under way, or had: until they have none. */
    private final Map<Integer, AttemptsUnderWay> several = new HashMap<>();

    private @Nullable CallChunk[] chunks = new @Nullable CallChunk[1];
    private int announced;
    private int suspectsReady;
    private long readyBytes;
    private long announcedBytes;

    CallStates(CallLifecycle lifecycle, Turn<?> turn) {
        this.lifecycle = lifecycle;
        this.turn = turn;
    }

    /** Adds the next call: ready, or withheld if its size is negative. */
    int add(int size) {
        int call = announced++;
        int at = call % CHUNK_CALLS;
        if (at == 0) {
            open(call / CHUNK_CALLS);
        }
        CallChunk chunk = chunk(call);
        if (at == chunk.states.length) {
            chunk.grow(CHUNK_CALLS);
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
        chunks[index] = new CallChunk();
    }

    private CallChunk chunk(int call) {
        CallChunk chunk = chunks[call / CHUNK_CALLS];
        if (chunk == null) {
            throw new IllegalStateException("call " + call + " has ended, history:\n" + history.describe(turn.nanos()));
        }
        return chunk;
    }

    /** Takes a step of the life of a call. */
    CallState step(int call, CallStep step) {
        CallChunk chunk = chunk(call);
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
        if (to != CallState.INVOKED && !several.isEmpty()) {
            several.remove(call);
        }
        if (to.terminal()) {
            end(chunk, call);
        }
        return to;
    }

    private void count(CallChunk chunk, int at, CallState state, int change) {
        counts[state.ordinal()] += change;
        if (state == CallState.READY) {
            readyBytes += (long) change * chunk.sizes[at];
            suspectsReady += chunk.suspects[at] ? change : 0;
        }
    }

    private void end(CallChunk chunk, int call) {
        if (++chunk.ended == CHUNK_CALLS) {
            chunks[call / CHUNK_CALLS] = null;
        }
    }

    /** Whether the call was announced and has not ended. */
    boolean live(int call) {
        if (call < 0 || call >= announced) {
            return false;
        }
        CallChunk chunk = chunks[call / CHUNK_CALLS];
        return chunk != null && !STATES[chunk.states[call % CHUNK_CALLS]].terminal();
    }

    /** Whether the call is in this state, which is none of the terminal ones. */
    boolean is(CallState state, int call) {
        return live(call) && chunk(call).states[call % CHUNK_CALLS] == state.ordinal();
    }

    /** Gives the number of the attempt that goes out with {@code invocation}: a fresh one each time. */
    int send(int call, long invocation) {
        CallChunk chunk = chunk(call);
        int at = call % CHUNK_CALLS;
        int attempt = chunk.sends[at];
        if (is(CallState.INVOKED, call)) {
            step(call, CallStep.SPECULATED);
            beside(call).add(attempt, invocation);
        } else {
            step(call, CallStep.DISPATCHED);
            chunk.invocations[at] = invocation;
        }
        chunk.sends[at]++;
        return attempt;
    }

    private AttemptsUnderWay beside(int call) {
        return several.computeIfAbsent(call, key -> {
            AttemptsUnderWay underWay = new AttemptsUnderWay();
            underWay.add(chunk(call).sends[call % CHUNK_CALLS] - 1, chunk(call).invocations[call % CHUNK_CALLS]);
            return underWay;
        });
    }

    /** The attempts under way of a call that has several, or had; null for any other. */
    @Nullable
    AttemptsUnderWay several(int call) {
        return several.isEmpty() ? null : several.get(call);
    }

    /** How many attempts are under way. */
    int underWay(int call) {
        if (!is(CallState.INVOKED, call)) {
            return 0;
        }
        AttemptsUnderWay all = several(call);
        return all == null ? 1 : all.count();
    }

    /** Whether this attempt of a live call is under way in {@code invocation}. */
    boolean underWay(int call, int attempt, long invocation) {
        if (!in(call, invocation)) {
            return false;
        }
        AttemptsUnderWay all = several(call);
        return all == null ? chunk(call).sends[call % CHUNK_CALLS] == attempt + 1 : all.has(attempt, invocation);
    }

    /** Whether an attempt at the call is under way in {@code invocation}. */
    boolean in(int call, long invocation) {
        if (!is(CallState.INVOKED, call)) {
            return false;
        }
        AttemptsUnderWay all = several(call);
        return all == null ? invocation(call) == invocation : all.in(invocation);
    }

    /** The attempt in {@code invocation} has ended without success. @return whether others are under way, so that the call goes on */
    boolean survives(int call, long invocation) {
        AttemptsUnderWay all = several(call);
        if (all == null || all.count() == 1) {
            return false;
        }
        all.remove(invocation);
        step(call, CallStep.SURVIVED);
        return true;
    }

    /** The invocation of the only attempt under way of a call that never had several. */
    long invocation(int call) {
        return chunk(call).invocations[call % CHUNK_CALLS];
    }

    /** The invocation in which this attempt is under way, or -1 if it is not. */
    long invocation(int call, int attempt) {
        AttemptsUnderWay all = several(call);
        if (all != null) {
            return all.invocation(attempt);
        }
        boolean latest = is(CallState.INVOKED, call) && sends(call) == attempt + 1;
        return latest ? invocation(call) : NO_INVOCATION;
    }

    /** How often the call was sent. */
    int sends(int call) {
        return chunk(call).sends[call % CHUNK_CALLS];
    }

    /** Counts an attempt against the call's budget. */
    void charge(int call) {
        chunk(call).charged[call % CHUNK_CALLS]++;
    }

    /** How many attempts were counted against the call's budget. */
    int charged(int call) {
        return chunk(call).charged[call % CHUNK_CALLS];
    }

    /** Counts one more time that the call goes again without a charge. */
    int resend(int call) {
        return ++chunk(call).resends[call % CHUNK_CALLS];
    }

    /** How often the call went again without a charge. */
    int resends(int call) {
        return chunk(call).resends[call % CHUNK_CALLS];
    }

    /** Attempts that count against the budget, with those under way. */
    int attempts(int call) {
        return charged(call) + underWay(call);
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
        for (CallChunk chunk : chunks) {
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

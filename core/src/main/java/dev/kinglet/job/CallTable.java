package dev.kinglet.job;

import dev.kinglet.attempt.AttemptOutcome;
import dev.kinglet.stage.InputReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one stage: the inputs of those under way and the ends of the others. Written by the stage's pump (inputs) and the
 * scheduler's thread (ends), read by any number of waiting users. All state is guarded by one lock.
 *
 * <p>A million calls must fit beside their results, so a call is a slot in two arrays: an inline value is kept as its bare bytes, and an
 * input is let go when its call ends.
 */
final class CallTable {

    private static final int CHUNK = 4096;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    private final List<@Nullable InputReference[]> inputs = new ArrayList<>();
    /** Of each call that has ended its outcome, or just the bytes of an inline value. */
    private final List<@Nullable Object[]> ends = new ArrayList<>();

    /** Of the calls of a chunk how many attempts each took; null where each took one. */
    private final List<short @Nullable []> attempts = new ArrayList<>();

    private final List<int[]> order = new ArrayList<>();
    private final CallLogs logs = new CallLogs();

    private int known;
    private boolean complete;
    private int ended;
    private int failed;
    private int firstFailed = -1;
    private boolean over;

    /**
     * Adds calls, numbered on from the last.
     *
     * @return the number of the first, or -1 if the stage is over and takes none
     */
    int add(List<@Nullable InputReference> references) {
        lock.lock();
        try {
            if (over) {
                return -1;
            }
            int first = known;
            references.forEach(this::addSlot);
            changed.signalAll();
            return first;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Adds calls at places of their own. Places that are passed over are known from now on, and get their inputs later.
     *
     * @param places each at most once, or {@link CallSupply#LAST}
     * @return the places, or null if the stage is over and takes none
     */
    int @Nullable [] addAt(int[] places, List<@Nullable InputReference> references) {
        lock.lock();
        try {
            if (over) {
                return null;
            }
            int[] actual = places.clone();
            for (int i = 0; i < actual.length; i++) {
                actual[i] = places[i] == CallSupply.LAST ? known : places[i];
                while (known <= actual[i]) {
                    addSlot(null);
                }
                inputs.get(actual[i] / CHUNK)[actual[i] % CHUNK] = references.get(i);
            }
            changed.signalAll();
            return actual;
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock. */
    private void addSlot(@Nullable InputReference reference) {
        if (known % CHUNK == 0) {
            inputs.add(new InputReference[CHUNK]);
            ends.add(new Object[CHUNK]);
            order.add(new int[CHUNK]);
            attempts.add(null);
        }
        inputs.get(known / CHUNK)[known % CHUNK] = reference;
        known++;
    }

    /** No further calls follow. */
    void complete() {
        lock.lock();
        try {
            complete = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The inputs of these calls; each has one as long as it has not ended. */
    List<InputReference> inputs(int[] calls) {
        lock.lock();
        try {
            List<InputReference> found = new ArrayList<>(calls.length);
            for (int call : calls) {
                InputReference input = inputs.get(call / CHUNK)[call % CHUNK];
                if (input == null) {
                    throw new IllegalStateException(
                            "call " + call + " has no input (any more), but is to be dispatched");
                }
                found.add(input);
            }
            return found;
        } finally {
            lock.unlock();
        }
    }

    /** Notes the end of a call unless it has ended, and wakes nobody yet: {@link #publish} does, once for many. */
    void end(int call, AttemptOutcome outcome, int tries, String log) {
        lock.lock();
        try {
            if (ends.get(call / CHUNK)[call % CHUNK] != null) {
                return;
            }
            ends.get(call / CHUNK)[call % CHUNK] =
                    outcome instanceof AttemptOutcome.Inline(byte[] value) ? value : outcome;
            if (tries != 1) {
                noteAttempts(call, tries);
            }
            inputs.get(call / CHUNK)[call % CHUNK] = null;
            order.get(ended / CHUNK)[ended % CHUNK] = call;
            ended++;
            if (outcome instanceof AttemptOutcome.Failed) {
                failed++;
                if (firstFailed < 0) {
                    firstFailed = call;
                }
            }
            logs.put(call, log);
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock. */
    private void noteAttempts(int call, int tries) {
        short[] chunk = attempts.get(call / CHUNK);
        if (chunk == null) {
            chunk = new short[CHUNK];
            Arrays.fill(chunk, (short) 1);
            attempts.set(call / CHUNK, chunk);
        }
        chunk[call % CHUNK] = (short) Math.min(tries, Short.MAX_VALUE);
    }

    /** Wakes who waits for calls that have ended. */
    void publish() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The stage is over, and takes no further calls. If its inputs were not read to their end, one call more stands for those that are
     * missing: what comes back must not look like all there is.
     *
     * @param rest how calls end that have not: those that were planned while the stage ended, or not at all
     */
    void finish(AttemptOutcome rest) {
        lock.lock();
        try {
            if (!complete && !over) {
                addSlot(null);
            }
            for (int call = 0; ended < known; call++) {
                end(call, rest, 0, "");
            }
            complete = true;
            over = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How a call ended, or null while it has not. */
    @Nullable
    AttemptOutcome outcome(int call) {
        lock.lock();
        try {
            Object end = call < known ? ends.get(call / CHUNK)[call % CHUNK] : null;
            return switch (end) {
                case null -> null;
                case byte[] value -> new AttemptOutcome.Inline(value);
                case AttemptOutcome outcome -> outcome;
                default -> throw new IllegalStateException("unexpected end of call " + call + ": " + end);
            };
        } finally {
            lock.unlock();
        }
    }

    /** How many attempts a call took that has ended. */
    int attempts(int call) {
        lock.lock();
        try {
            short[] chunk = attempts.get(call / CHUNK);
            return chunk == null ? 1 : chunk[call % CHUNK];
        } finally {
            lock.unlock();
        }
    }

    String log(int call) {
        lock.lock();
        try {
            return logs.get(call, call < known && ends.get(call / CHUNK)[call % CHUNK] != null);
        } finally {
            lock.unlock();
        }
    }

    /** The number of the call that was the {@code n}-th to end. */
    int endedAt(int n) {
        lock.lock();
        try {
            return order.get(n / CHUNK)[n % CHUNK];
        } finally {
            lock.unlock();
        }
    }

    /** A consistent view of the counts. */
    record Counts(int known, boolean complete, int ended, int failed, int firstFailed, boolean over) {
        boolean allEnded() {
            return complete && ended == known;
        }
    }

    Counts counts() {
        lock.lock();
        try {
            return new Counts(known, complete, ended, failed, firstFailed, over);
        } finally {
            lock.unlock();
        }
    }

    /** What a user may wait for. */
    interface Until {
        boolean reached(Counts counts);
    }

    /**
     * Waits until the counts are as wished.
     *
     * @param nanos how long at the most; negative for ever
     * @return whether they came to be in time
     */
    boolean await(Until until, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            boolean endless = nanos < 0;
            long left = endless ? TimeUnit.DAYS.toNanos(1) : nanos;
            while (!until.reached(new Counts(known, complete, ended, failed, firstFailed, over))) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
                if (endless) {
                    left = TimeUnit.DAYS.toNanos(1);
                }
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until a call has ended. */
    void awaitEnd(int call) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (call >= known || ends.get(call / CHUNK)[call % CHUNK] == null) {
                if (over && call >= known) {
                    throw new IndexOutOfBoundsException("there is no call " + call + ", the stage has " + known);
                }
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }
}

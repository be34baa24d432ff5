package dev.kinglet.job;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.kinglet.ErrorCode;
import dev.kinglet.RemoteFailure;
import dev.kinglet.closure.NotTransportableException;
import dev.kinglet.job.CallSupply.Supplied;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Reads an iterator and encodes what it gives. It has a thread for that, so that what was read is on its way while the iterator keeps its
 * reader waiting: for the result of one of these very calls, it may be. Never reads more than was asked for.
 */
final class ValueReader {

    /** Encoded inputs held at once; a portion ends when they are more, so that large inputs do not fill the driver. */
    private static final int PORTION_BYTES = 16 << 20;

    /** A portion ends after this time, so that calls go out while a slow source is still being read. */
    private static final long PORTION_NANOS = 5_000_000;

    private final Iterator<?> values;
    private final InputEncoder encoder;
    private final Runnable onClose;

    /** Held while something is encoded or taken, but not while the iterator is asked. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition filled = lock.newCondition();
    private final Condition demanded = lock.newCondition();

    @GuardedBy("lock")
    private Portion portion = new Portion();

    @GuardedBy("lock")
    private int wanted;

    @GuardedBy("lock")
    private boolean ended;

    @GuardedBy("lock")
    private @Nullable Throwable broken;

    @GuardedBy("lock")
    private @Nullable Thread thread;

    /** Calls to be, in order. */
    static final class Portion {

        /** Those that could be encoded. */
        final List<byte[]> inputs = new ArrayList<>();

        /** All; null for one that has the next of the inputs. */
        final List<@Nullable Supplied> calls = new ArrayList<>();

        private long bytes;

        private boolean isBelow(int wanted) {
            return calls.size() < wanted && bytes < PORTION_BYTES;
        }
    }

    /** @param onClose is run when nothing more is read */
    ValueReader(Iterator<?> values, InputEncoder encoder, Runnable onClose) {
        this.values = values;
        this.encoder = encoder;
        this.onClose = onClose;
    }

    /**
     * Reads in the caller's thread, which is for values that are there already. Not to be used once {@link #next} was.
     *
     * @throws Exception as {@code next}
     */
    Portion now(int wanted) throws Exception {
        lock.lock();
        try {
            long begin = System.nanoTime();
            while (!ended && portion.isBelow(wanted) && System.nanoTime() - begin < PORTION_NANOS) {
                ended = !readOne();
            }
            return take();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for values.
     *
     * @return what there is when it has become as much as is wanted, or some time after the first; empty at the end
     * @throws Exception what the iterator threw, when all that it gave before has been taken
     */
    Portion next(int wanted) throws Exception {
        lock.lock();
        try {
            this.wanted = wanted;
            demanded.signal();
            if (thread == null && !ended) {
                thread = Thread.ofVirtual().name("kinglet-values").start(this::run);
            }
            while (portion.calls.isEmpty() && !ended) {
                filled.await();
            }
            long left = PORTION_NANOS;
            while (portion.isBelow(wanted) && !ended && left > 0) {
                left = filled.awaitNanos(left);
            }
            this.wanted = wanted - portion.calls.size();
            return take();
        } finally {
            lock.unlock();
        }
    }

    /** What classes the values taken so far have turned up is shipped while nothing else is encoded. */
    void shipNewCode() {
        lock.lock();
        try {
            encoder.shipNewCode();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            boolean more = true;
            while (more && awaitDemand()) {
                more = readOne();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }

    private boolean awaitDemand() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!portion.isBelow(wanted) && !ended) {
                demanded.await();
            }
            return !ended;
        } finally {
            lock.unlock();
        }
    }

    /** @return whether there was a value */
    private boolean readOne() {
        try {
            if (!values.hasNext()) {
                return false;
            }
            add(values.next());
            return true;
        } catch (Throwable e) { // the user's: whatever it is, it is reported behind what came before
            noteBroken(e);
            return false;
        }
    }

    private void add(@Nullable Object value) {
        lock.lock();
        try {
            encode(value);
            if (portion.calls.size() == 1 || !portion.isBelow(wanted)) {
                filled.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private void encode(@Nullable Object value) {
        try {
            byte[] input = encoder.encode(value);
            portion.inputs.add(input);
            portion.bytes += input.length;
            portion.calls.add(null);
        } catch (NotTransportableException e) {
            portion.calls.add(new Supplied.Unready(
                    ErrorCode.INPUT_NOT_SERIALIZABLE, RemoteFailure.of(String.valueOf(e.getMessage()))));
        }
    }

    /** What the user has given is closed before anybody hears that it has ended. */
    private void end() {
        try {
            onClose.run();
        } catch (Throwable e) { // the user's, too
            noteBroken(e);
        }
        lock.lock();
        try {
            ended = true;
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    /** The first counts: what comes later may come of it. */
    private void noteBroken(Throwable thrown) {
        lock.lock();
        try {
            broken = broken == null ? thrown : broken;
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private void rethrow() throws Exception {
        if (broken instanceof Error error) {
            throw error;
        }
        if (broken instanceof Exception exception) {
            throw exception;
        }
    }

    @GuardedBy("lock")
    private Portion take() throws Exception {
        if (portion.calls.isEmpty()) {
            rethrow();
        }
        Portion taken = portion;
        portion = new Portion();
        demanded.signal();
        return taken;
    }

    /** Nothing more is wanted. A read that blocks is interrupted. */
    void close() {
        lock.lock();
        try {
            ended = true;
            if (thread == null) {
                onClose.run();
            } else {
                thread.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }
}

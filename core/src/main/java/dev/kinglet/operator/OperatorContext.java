package dev.kinglet.operator;

import dev.kinglet.CallContext;
import dev.kinglet.CallId;
import dev.kinglet.columns.Seal;
import dev.kinglet.invoke.WorkerContext;
import dev.kinglet.reduce.Exchange;
import dev.kinglet.reduce.RunWriter;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.store.Keys;
import java.util.ArrayDeque;
import java.util.Deque;

/** What an operator may ask of the call that it runs in. Closes what was left with it. Confined to the call's thread. */
public final class OperatorContext implements AutoCloseable {

    /** The part of a function's memory that rows may take. The rest is for the user's function, buffers and what is being collected. */
    private static final double ROWS_SHARE = 0.25;

    private static final long MEGABYTE = 1 << 20;

    private final CallContext call;
    private final Layout layout;
    private final Deque<Runnable> open = new ArrayDeque<>();

    OperatorContext(CallContext call, Layout layout) {
        this.call = call;
        this.layout = layout;
    }

    CallId call() {
        return call.call();
    }

    Layout layout() {
        return layout;
    }

    /** The attempt as keys count them, from 0. */
    int attempt() {
        return call.attempt() - 1;
    }

    /** The store of the job. */
    ObjectStore store() {
        return call.store();
    }

    /** How much memory rows may take, all gatherers or merges of the call together. */
    long budgetBytes() {
        return budgetBytes(
                Math.min(call.memoryMegabytes() * MEGABYTE, Runtime.getRuntime().maxMemory()));
    }

    /** How much memory rows may take of a heap. */
    public static long budgetBytes(long heapBytes) {
        return (long) (heapBytes * ROWS_SHARE);
    }

    /** The classes of the job. */
    ClassLoader loader() {
        return Thread.currentThread().getContextClassLoader();
    }

    /** The store at another location. */
    ObjectStore store(String location) {
        return worker().stores().at(location);
    }

    private WorkerContext worker() {
        if (!(call instanceof WorkerContext worker)) {
            throw new IllegalStateException("call " + call() + " has neither a key to seal rows with nor stores");
        }
        return worker;
    }

    private Seal seal() {
        return worker().key()::sign;
    }

    Exchange exchange() {
        return new Exchange(store(), budgetBytes(), loader(), seal());
    }

    /** A writer of this attempt's own object. */
    RunWriter runs() {
        RunWriter runs = new RunWriter(store(), Keys.output(call(), attempt()), seal());
        onClose(runs::close);
        return runs;
    }

    /** Has something done at the end of the call, whichever way it ends; what was left last is done first. */
    void onClose(Runnable closing) {
        open.push(closing);
    }

    @Override
    public void close() {
        RuntimeException failure = null;
        for (Runnable closing : open) {
            try {
                closing.run();
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}

package dev.kinglet;

import dev.kinglet.storage.ObjectStore;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** What a function can ask about the call that it runs in: {@code CallContext.current()}. */
public interface CallContext {

    /** The context of the call that this thread runs, or null outside of one (also in threads that a function starts itself). */
    static @Nullable CallContext currentOrNull() {
        return Binding.CURRENT.isBound() ? Binding.CURRENT.get() : null;
    }

    /**
     * The context of the call that this thread runs.
     *
     * @throws IllegalStateException outside of a call
     */
    static CallContext current() {
        CallContext context = currentOrNull();
        if (context == null) {
            throw new IllegalStateException(
                    "thread " + Thread.currentThread().getName() + " runs no call; CallContext.current() has"
                            + " meaning only inside a remote function, in the thread that it was called in");
        }
        return context;
    }

    /** Runs {@code body} with {@code context} as the current one. For workers, and for tests of functions that ask for it. */
    static <V extends @Nullable Object> V with(CallContext context, Callable<V> body) throws Exception {
        return ScopedValue.where(Binding.CURRENT, context).call(body::call);
    }

    /** Which call this is. */
    CallId call();

    /** Which attempt at the call this is, from 1, as messages and reports count them. An attempt that was lost in company is one, too. */
    int attempt();

    /** How long until the call is stopped; never negative. */
    Duration timeLeft();

    /** The memory that the function has, in megabytes. */
    int memoryMegabytes();

    /**
     * The store of the job, to read and write as the function likes. Keys that begin with {@code jobs/} or {@code code/} are Kinglet's. Its
     * requests are repeated, counted and paid as the job's own are. To close it does nothing: the worker uses it further.
     */
    ObjectStore store();

    /** Where the call tells what work it does, for the job's report. */
    WorkReport report();

    /** A logger whose lines end up in the call's log, as do {@code System.out} and {@code System.err}. */
    System.Logger logger();
}

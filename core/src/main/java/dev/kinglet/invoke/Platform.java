package dev.kinglet.invoke;

import java.util.function.Consumer;

/** Where workers run. Methods may be called from any thread and do not block for longer than a hand-over takes. */
public interface Platform extends AutoCloseable {

    /** Its name in the configuration: {@code process}, {@code thread}, {@code lambda}. */
    String name();

    /** Its limits, its concurrency and its prices. They do not change. */
    PlatformProfile profile();

    /**
     * An invocation of this function is about to come, as far as the driver knows: what has to be started for it may start now. Nothing
     * need follow.
     */
    default void expect(FunctionSettings function) {}

    /**
     * Code that invocations are about to name, and that is in the store as well. A platform whose workers see this machine's disk may put it
     * where they look first, so that none of them has to fetch and check it.
     *
     * @param hash the SHA-256 of {@code jar}, as the caller has found it
     */
    default void offer(String hash, byte[] jar) {}

    /**
     * Starts an invocation. {@code whenDone} is called exactly once, from any thread, possibly before this method returns, and must not
     * block.
     */
    void invoke(Invocation invocation, Consumer<InvocationResult> whenDone);

    /** Stops an invocation if it has not ended, as far as the platform can; it then ends {@link InvocationResult.Lost} as {@code CANCELLED}. */
    void cancel(long invocation);

    /** Ends every invocation, stops all workers, and returns when none is left. */
    @Override
    void close();
}

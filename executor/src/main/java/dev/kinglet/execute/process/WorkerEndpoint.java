package dev.kinglet.execute.process;

import org.jspecify.annotations.Nullable;

/** What stands behind the Runtime API of one worker. Called from the threads of its connections, several at once. */
interface WorkerEndpoint {

    /** A connection of this worker opened. */
    void opened(RuntimeApiConnection connection);

    /** It closed. */
    void closed(RuntimeApiConnection connection);

    /**
     * The worker asks for an invocation. It is sent by {@link RuntimeApiConnection#send}, from this thread or later from another.
     *
     * @return whether it may ask now
     */
    boolean next(RuntimeApiConnection connection);

    /**
     * The worker answers an invocation.
     *
     * @return what is to be done once the answer has been acknowledged, or null if no such invocation runs
     */
    @Nullable
    Runnable response(String id, byte[] body);

    /** The worker says that an invocation failed as a whole. As {@link #response}. */
    @Nullable
    Runnable error(String id, byte[] body);

    /** The worker's answer is too long. As {@link #response}. */
    @Nullable
    Runnable tooLarge(String id);

    /** The worker says that it cannot begin. */
    void initError(byte[] body);
}

package dev.kinglet.execute;

/** What surrounds a worker: a process, or a thread of the driver. */
public interface WorkerHost {

    /**
     * The invocation that runs will not end in time. Called at most once, from a thread of the worker's own. The host sends the answer
     * and sees to it that the worker is used no more.
     *
     * @param answer the encoded response: the calls that ended, and the one that did not as timed out
     */
    void giveUp(byte[] answer);

    /** Whether the whole JVM is the worker's, so that what calls change in it is put back. */
    default boolean isProcess() {
        return false;
    }

    /** Whether the invocation that runs was given up, so that no more of its calls need begin. */
    default boolean isAbandoned() {
        return false;
    }
}

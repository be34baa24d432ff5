package dev.kinglet;

/** Every way a call can fail, who has to act on it, and whether another attempt can help. */
public enum ErrorCode {
    /** The user's function threw an exception. The remote stack is in the failure. */
    FUNCTION_THREW(Blame.USER, false),
    /** The function returned something that cannot travel: a thread, a socket, a stream. */
    RESULT_NOT_SERIALIZABLE(Blame.USER, false),
    /** An input holds something that cannot travel: a thread, a socket, a stream. */
    INPUT_NOT_SERIALIZABLE(Blame.USER, false),
    /** The inputs themselves could not be read: their iterator or stream threw. */
    INPUTS_FAILED(Blame.USER, false),
    /** The input's bytes could not be turned into an object on the worker. */
    INPUT_NOT_DECODABLE(Blame.USER, false),
    /** A class that the function needs did not travel with it. */
    CLASS_MISSING(Blame.USER, false),
    /** The function ended its process: {@code System.exit} or {@code Runtime.halt}. */
    EXITED(Blame.USER, false),
    /** An input or request is larger than the platform takes and could not be staged. */
    PAYLOAD_TOO_LARGE(Blame.USER, false),
    /** The call's input is the value of another call, which failed, or there was nothing to reduce. */
    DEPENDENCY_FAILED(Blame.USER, false),
    /** The call was cancelled, by the user or because another call failed and the job was to fail fast. */
    CANCELLED(Blame.USER, false),
    /** The worker ran out of memory. More memory may help; the same again will not. */
    OUT_OF_MEMORY(Blame.RESOURCES, false),
    /** There was no room left on the worker's disk, where its temporary folder is. */
    DISK_FULL(Blame.RESOURCES, false),
    /** The call ran longer than its time limit. */
    TIMED_OUT(Blame.RESOURCES, false),
    /** The job's deadline passed before the call ended. */
    DEADLINE_EXCEEDED(Blame.RESOURCES, false),
    /** The store refused the worker: credentials, permissions, a read-only place. */
    STORE_DENIED(Blame.USER, false),
    /** An object that the call needs is not in the store. */
    STORE_OBJECT_MISSING(Blame.USER, false),
    /** The store was out of reach, throttled or full. */
    STORE_UNAVAILABLE(Blame.PLATFORM, true),
    /** The platform would not take the invocation now: too many at once. */
    INVOCATION_THROTTLED(Blame.PLATFORM, true),
    /** The platform refused the invocation for good: no such function, no permission. */
    INVOCATION_REFUSED(Blame.PLATFORM, false),
    /** The worker did not start. */
    WORKER_NOT_STARTED(Blame.PLATFORM, true),
    /** The worker was killed by a signal from outside, or its machine went away. */
    WORKER_LOST(Blame.PLATFORM, true),
    /** The worker's JVM crashed: an abort or a segmentation fault. */
    WORKER_CRASHED(Blame.PLATFORM, true),
    /** Driver and worker do not understand or trust each other: another version, a wrong signature, bytes that do not match their hash. */
    PROTOCOL_VIOLATED(Blame.PLATFORM, false),
    /** A defect of Kinglet itself. */
    INTERNAL(Blame.PLATFORM, false);

    /** Who has to act. */
    public enum Blame {
        /** Who wrote the function, or called the executor. */
        USER,
        /** Who says how much time and memory there is. */
        RESOURCES,
        /** Who runs workers and store. */
        PLATFORM
    }

    private final Blame blame;
    private final boolean retryable;

    ErrorCode(Blame blame, boolean retryable) {
        this.blame = blame;
        this.retryable = retryable;
    }

    /** Who has to act. */
    public Blame blame() {
        return blame;
    }

    /** Whether another attempt at the same call may succeed, with nothing changed. */
    public boolean retryable() {
        return retryable;
    }
}

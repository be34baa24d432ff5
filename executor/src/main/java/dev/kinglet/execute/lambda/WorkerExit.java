package dev.kinglet.execute.lambda;

/** The statuses with which a worker ends itself. Beyond those that programs use, and below those that stand for signals. */
public final class WorkerExit {

    /** Nothing more to do, or the driver is gone. */
    public static final int DONE = 0;

    /** The worker could not begin; it has told why. */
    public static final int NOT_STARTED = 1;

    /** A call ran longer than it may; it has been answered for. */
    public static final int TIMED_OUT = 121;

    /** The memory did not even suffice to say so. */
    public static final int OUT_OF_MEMORY = 122;

    private WorkerExit() {}
}

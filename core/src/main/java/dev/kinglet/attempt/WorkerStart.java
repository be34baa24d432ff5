package dev.kinglet.attempt;

/** How the worker of an invocation came to be. */
public enum WorkerStart {
    /** Started for this invocation. */
    COLD,
    /** Started ahead, and this was its first invocation. */
    PREPARED,
    /** Had run others. */
    WARM
}

package dev.kinglet.schedule;

/** Where a call is in its life. The steps between are {@link CallLifecycle}'s. */
enum CallState {
    /** Announced without an input, so that it keeps its number; that it is unready follows. */
    WITHHELD(false),
    /** Announced, and waits to be sent; for the first time or again. */
    READY(false),
    /** One attempt or more is under way: in an invocation that has not ended. */
    INVOKED(false),
    /** An attempt failed, and the next waits for its time. */
    BACKING_OFF(false),
    /** An attempt succeeded. Later ends of others change nothing. */
    SUCCEEDED(true),
    /** No attempt succeeded, and none will be made: it failed for good, or its stage could not go on. */
    FAILED(true),
    /** Nobody wants it any more: the user cancelled it or its stage, or another call failed and the stage was to fail fast. */
    CANCELLED(true);

    private final boolean terminal;

    CallState(boolean terminal) {
        this.terminal = terminal;
    }

    /** Whether no step leads out of it. */
    boolean terminal() {
        return terminal;
    }
}

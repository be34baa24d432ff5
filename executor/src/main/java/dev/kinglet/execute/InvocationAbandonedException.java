package dev.kinglet.execute;

/** Somebody else has answered for this invocation: its time was up, or its process ends. The thread that ran it has nothing to say. */
public final class InvocationAbandonedException extends RuntimeException {

    InvocationAbandonedException() {
        super("the invocation was answered by another thread", null, false, false);
    }
}

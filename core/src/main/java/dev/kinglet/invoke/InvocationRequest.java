package dev.kinglet.invoke;

import java.util.List;

/**
 * What one invocation asks of a worker: to apply one function to some inputs, one after the other.
 *
 * @param job the job's identifier
 * @param stage the stage's number
 * @param calls the calls, at least one
 * @param closure the closure's hash: its bytes are at {@code code/<hash>}
 * @param code the hashes of the jars that it needs, in class path order: at {@code code/<hash>} too
 * @param store the job's store, as {@link dev.kinglet.storage.ObjectStores#open} takes it
 * @param inlineLimit results longer than this many bytes go to the store; negative: all do
 * @param callMillis how long each call may run
 */
public record InvocationRequest(
        String job,
        int stage,
        List<CallAttempt> calls,
        String closure,
        List<String> code,
        String store,
        int inlineLimit,
        long callMillis) {

    /** The version of the protocol; a worker refuses another. Raised with every change of the messages' form or meaning. */
    public static final int VERSION = 2;
}

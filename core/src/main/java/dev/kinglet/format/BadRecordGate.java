package dev.kinglet.format;

import dev.kinglet.BadRecords;
import dev.kinglet.closure.UndecodableException;
import org.jspecify.annotations.Nullable;

/**
 * Where records go that do not fit: to nobody, because they fail the call, or to the listener.
 *
 * @param policy the source's
 * @param listener hears of those that do not fail the call
 */
record BadRecordGate(BadRecords policy, BadRecordListener listener) {

    /**
     * Takes one.
     *
     * @param cause what has shown it to be bad, where that says more than the reason
     */
    void bad(String place, String reason, byte[] record, @Nullable Throwable cause) {
        if (policy.action() == BadRecords.Action.FAIL) {
            throw new UndecodableException(
                    place + ": " + reason
                            + "; correct it, or let the source skip or redirect what does not fit (badRecords)",
                    null,
                    cause);
        }
        listener.bad(place, reason, record);
    }
}

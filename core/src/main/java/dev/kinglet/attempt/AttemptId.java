package dev.kinglet.attempt;

import dev.kinglet.CallId;

/**
 * Names one try at a call.
 *
 * @param call the call
 * @param attempt the attempt's number, from 0
 */
public record AttemptId(CallId call, int attempt) {

    /** {@code job/stage/call/attempt}, as in the store's keys. */
    @Override
    public String toString() {
        return call + "/" + attempt;
    }
}

package dev.kinglet.job;

import dev.kinglet.ErrorCode;
import dev.kinglet.RemoteFailure;
import dev.kinglet.stage.StagedCall;
import java.util.List;

/** Where the calls of a stage come from, one portion after the other. Used by one thread at a time; it may block. */
interface CallSupply extends AutoCloseable {

    /**
     * The next calls.
     *
     * @param wanted how many at the most, at least 1
     * @return at least one; empty at the end
     */
    List<Supplied> next(int wanted) throws Exception;

    /** Releases what the inputs hold. May be called more than once. */
    @Override
    default void close() {}

    /** A call as it is supplied. */
    sealed interface Supplied {

        /** It can be sent. */
        record Ready(StagedCall call) implements Supplied {}

        /** It has no input that could be sent, and ends with this. */
        record Unready(ErrorCode code, RemoteFailure failure) implements Supplied {}
    }
}

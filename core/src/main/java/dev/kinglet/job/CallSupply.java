package dev.kinglet.job;

import dev.kinglet.ErrorCode;
import dev.kinglet.RemoteFailure;
import dev.kinglet.stage.StagedCall;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the calls of a stage come from, one portion after the other. Used by one thread at a time; it may block. */
interface CallSupply extends AutoCloseable {

    /**
     * The next calls.
     *
     * @param wanted how many at the most, at least 1
     * @return at least one; empty at the end
     */
    List<Supplied> next(int wanted) throws Exception;

    /**
     * As {@link #next}, for a thread that must not wait for the store.
     *
     * @return null where the next calls need it; {@code next} then gives them
     */
    default @Nullable List<Supplied> nextWithoutStore(int wanted) throws Exception {
        return null;
    }

    /** Releases what the inputs hold. May be called more than once. */
    @Override
    default void close() {}

    /** The place of a call that comes behind all others. */
    int LAST = -1;

    /** A call as it is supplied. */
    sealed interface Supplied {

        /** Which call it is, or {@link #LAST}. A stage's supply gives the places of all its calls, or of none. */
        int place();

        /** It can be sent. */
        record Ready(int place, StagedCall call) implements Supplied {

            Ready(StagedCall call) {
                this(LAST, call);
            }
        }

        /** It has no input that could be sent, and ends with this. */
        record Unready(int place, ErrorCode code, RemoteFailure failure) implements Supplied {

            Unready(ErrorCode code, RemoteFailure failure) {
                this(LAST, code, failure);
            }
        }
    }
}

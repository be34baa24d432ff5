package dev.kinglet.job;

import dev.kinglet.CallOutcome;
import dev.kinglet.ErrorCode;
import dev.kinglet.RemoteFailure;
import dev.kinglet.attempt.AttemptOutcome;
import dev.kinglet.closure.Hashes;
import dev.kinglet.closure.UndecodableException;
import dev.kinglet.storage.StorageException;
import dev.kinglet.store.StoreErrors;
import org.jspecify.annotations.Nullable;

/** Turns an encoded outcome into the user's object; reads it from the store where it lies there. */
final class ResultReader<T extends @Nullable Object> {

    private final StageRun stage;

    ResultReader(StageRun stage) {
        this.stage = stage;
    }

    CallOutcome<T> read(int call, AttemptOutcome outcome) {
        return switch (outcome) {
            case AttemptOutcome.Inline(byte[] value) -> decode(call, value);
            case AttemptOutcome.Staged staged -> readStaged(call, staged);
            case AttemptOutcome.Failed(ErrorCode code, RemoteFailure failure) ->
                new CallOutcome.Failed<>(stage.call(call), code, failure, stage.table.attempts(call));
        };
    }

    private CallOutcome<T> readStaged(int call, AttemptOutcome.Staged staged) {
        byte[] bytes;
        try {
            bytes = stage.job.store().get(staged.key());
        } catch (StorageException e) {
            return failed(call, StoreErrors.code(e), StoreErrors.inDriver("the driver cannot read the result", e));
        }
        String hash = Hashes.sha256(bytes);
        if (!hash.equals(staged.hash())) {
            return failed(
                    call,
                    ErrorCode.PROTOCOL_VIOLATED,
                    RemoteFailure.of(
                            "the result at " + staged.key() + " has " + bytes.length + " bytes with SHA-256 " + hash
                                    + ", but the worker wrote " + staged.length() + " with " + staged.hash()
                                    + ": somebody changed it"));
        }
        return decode(call, bytes);
    }

    // What the function returned, null included, which the compiler checked where the user called.
    @SuppressWarnings({"unchecked", "NullAway"})
    private CallOutcome<T> decode(int call, byte[] bytes) {
        try {
            return new CallOutcome.Succeeded<>(stage.call(call), (T) stage.decoder.decode(bytes));
        } catch (UndecodableException e) {
            return failed(
                    call, e.missingClass() == null ? ErrorCode.INTERNAL : ErrorCode.CLASS_MISSING, RemoteFailure.of(e));
        }
    }

    private CallOutcome<T> failed(int call, ErrorCode code, RemoteFailure failure) {
        return new CallOutcome.Failed<>(stage.call(call), code, failure, stage.table.attempts(call));
    }
}

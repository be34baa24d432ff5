package dev.kinglet.execute;

import dev.kinglet.CallId;
import dev.kinglet.ErrorCode;
import dev.kinglet.attempt.AttemptOutcome;
import dev.kinglet.attempt.CommitRecord;
import dev.kinglet.closure.NotTransportableException;
import dev.kinglet.closure.ValueCodec;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.PreconditionFailedException;
import dev.kinglet.storage.StorageException;
import dev.kinglet.store.Keys;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the result of an attempt: in the response if it is small, else in the store, the data first and the commit record last, so
 * that a crash between the two leaves garbage and never half a result. If another attempt has committed before, its result counts and
 * is reported, and this one is discarded: a duplicate is no error.
 */
final class OutputWriter {

    private final ValueCodec codec;
    private final Supplier<ObjectStore> store;

    OutputWriter(ValueCodec codec, Supplier<ObjectStore> store) {
        this.codec = codec;
        this.store = store;
    }

    /** Publishes a result; it is staged if it is longer than {@code inlineLimit} bytes. */
    AttemptOutcome write(@Nullable Object result, CallId call, int attempt, long inlineLimit) {
        byte[] bytes = encode(result);
        if (bytes.length <= inlineLimit) {
            return new AttemptOutcome.Inline(bytes);
        }
        try {
            return commit(bytes, call, attempt);
        } catch (StorageException e) {
            throw Failures.store("cannot write the result", e);
        }
    }

    private byte[] encode(@Nullable Object result) {
        try {
            return codec.encode(result, "result");
        } catch (NotTransportableException e) {
            throw new CallFailure(ErrorCode.RESULT_NOT_SERIALIZABLE, String.valueOf(e.getMessage()), e);
        }
    }

    private AttemptOutcome commit(byte[] bytes, CallId call, int attempt) {
        CommitRecord record = new CommitRecord(attempt, bytes.length, Hashes.of(bytes));
        store.get().put(Keys.output(call, attempt), bytes);
        try {
            store.get().putIfAbsent(Keys.commit(call), record.encode());
            return record.outcome(call);
        } catch (PreconditionFailedException committedBefore) {
            return CommitRecord.decode(store.get().get(Keys.commit(call))).outcome(call);
        }
    }
}

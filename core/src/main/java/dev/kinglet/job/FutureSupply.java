package dev.kinglet.job;

import dev.kinglet.ErrorCode;
import dev.kinglet.RemoteFailure;
import dev.kinglet.result.EncodedOutcome;
import dev.kinglet.stage.InputReference;
import dev.kinglet.stage.StagedCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls for the values of an earlier stage, in its order and as they come. A value is handed on as it is: by reference where it lies in the
 * store, as the bytes that came where it is small. It is never decoded here.
 */
final class FutureSupply implements CallSupply {

    private final CallTable values;
    private final JobRun from;
    private int next;

    FutureSupply(StageRun stage) {
        this.values = stage.table;
        this.from = stage.job;
    }

    @Override
    public List<Supplied> next(int wanted) throws InterruptedException {
        List<Supplied> supplied = new ArrayList<>();
        EncodedOutcome outcome = await();
        while (outcome != null) {
            supplied.add(supplied(outcome));
            next++;
            outcome = supplied.size() < wanted ? values.outcome(next) : null;
        }
        return supplied;
    }

    /** How the next call of the earlier stage ended, or null if there is none. */
    private @Nullable EncodedOutcome await() throws InterruptedException {
        values.await(counts -> counts.known() > next || counts.complete(), -1);
        if (values.counts().known() <= next) {
            return null;
        }
        values.awaitEnd(next);
        return values.outcome(next);
    }

    private Supplied supplied(EncodedOutcome outcome) {
        InputReference input = reference(outcome);
        return input == null ? failed(from, next, outcome) : new Supplied.Ready(StagedCall.of(input));
    }

    /** The value as an input, or null if there is none. */
    static @Nullable InputReference reference(EncodedOutcome outcome) {
        return switch (outcome) {
            case EncodedOutcome.Inline(byte[] value) -> new InputReference.Inline(value);
            case EncodedOutcome.Staged(String key, long length, String hash) ->
                new InputReference.Staged(key, 0, Math.toIntExact(length), hash);
            case EncodedOutcome.Failed failed -> null;
        };
    }

    static Supplied.Unready failed(JobRun job, int call, EncodedOutcome outcome) {
        String why = outcome instanceof EncodedOutcome.Failed(ErrorCode code, RemoteFailure failure)
                ? code + ": " + failure.describe()
                : "it has no value";
        return new Supplied.Unready(
                ErrorCode.DEPENDENCY_FAILED,
                RemoteFailure.of(
                        "its input is the value of call " + call + " of job " + job.id + ", which failed with " + why));
    }
}

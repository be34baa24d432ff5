package dev.kinglet.job;

import dev.kinglet.ErrorCode;
import dev.kinglet.RemoteFailure;
import dev.kinglet.result.EncodedOutcome;
import dev.kinglet.stage.InputReference;
import dev.kinglet.stage.StagedCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Calls for the values of an earlier stage, in the order in which they come, so that a slow one holds up no other; each has the place of its
 * value. A value is handed on as it is: by reference where it lies in the store, as the bytes that came where it is small. It is never
 * decoded here.
 */
final class FutureSupply implements CallSupply {

    private final CallTable values;
    private final JobRun from;
    private int taken;

    FutureSupply(StageRun stage) {
        this.values = stage.table;
        this.from = stage.job;
    }

    @Override
    public List<Supplied> next(int wanted) throws InterruptedException {
        values.await(counts -> counts.ended() > taken || counts.allEnded(), -1);
        int until = Math.min(values.counts().ended(), taken + wanted);
        List<Supplied> supplied = new ArrayList<>(until - taken);
        for (; taken < until; taken++) {
            supplied.add(supplied(values.endedAt(taken)));
        }
        return supplied;
    }

    private Supplied supplied(int call) {
        EncodedOutcome outcome = Objects.requireNonNull(values.outcome(call), "the call has ended");
        InputReference input = reference(outcome);
        return input == null ? failed(call, from, call, outcome) : new Supplied.Ready(call, StagedCall.of(input));
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

    static Supplied.Unready failed(int place, JobRun job, int call, EncodedOutcome outcome) {
        String why = outcome instanceof EncodedOutcome.Failed(ErrorCode code, RemoteFailure failure)
                ? code + ": " + failure.describe()
                : "it has no value";
        return new Supplied.Unready(
                place,
                ErrorCode.DEPENDENCY_FAILED,
                RemoteFailure.of(
                        "its input is the value of call " + call + " of job " + job.id + ", which failed with " + why));
    }
}

package dev.kinglet.job;

import dev.kinglet.ErrorCode;
import dev.kinglet.RemoteFailure;
import dev.kinglet.attempt.AttemptOutcome;
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

    private final StageRun from;
    private final StageRun to;
    private int taken;

    /**
     * Calls for values.
     *
     * @param from makes the values
     * @param to is the stage of the calls, whose workers need the code of the values, too
     */
    FutureSupply(StageRun from, StageRun to) {
        this.from = from;
        this.to = to;
    }

    @Override
    public List<Supplied> next(int wanted) throws InterruptedException {
        from.table.await(counts -> counts.ended() > taken || counts.allEnded(), -1);
        int until = Math.min(from.table.counts().ended(), taken + wanted);
        to.addCode(from.code());
        List<Supplied> supplied = new ArrayList<>(until - taken);
        for (; taken < until; taken++) {
            supplied.add(supplied(from.table.endedAt(taken)));
        }
        return supplied;
    }

    private Supplied supplied(int call) {
        AttemptOutcome outcome = Objects.requireNonNull(from.table.outcome(call), "the call has ended");
        InputReference input = reference(outcome);
        return input == null ? failed(call, from.job, call, outcome) : new Supplied.Ready(call, StagedCall.of(input));
    }

    /** The value as an input, or null if there is none. */
    static @Nullable InputReference reference(AttemptOutcome outcome) {
        return switch (outcome) {
            case AttemptOutcome.Inline(byte[] value) -> new InputReference.Inline(value);
            case AttemptOutcome.Staged(String key, long length, String hash) ->
                new InputReference.Staged(key, 0, Math.toIntExact(length), hash);
            case AttemptOutcome.Failed failed -> null;
        };
    }

    static Supplied.Unready failed(int place, JobRun job, int call, AttemptOutcome outcome) {
        String why = outcome instanceof AttemptOutcome.Failed(ErrorCode code, RemoteFailure failure)
                ? code + ": " + failure.describe()
                : "it has no value";
        return new Supplied.Unready(
                place,
                ErrorCode.DEPENDENCY_FAILED,
                RemoteFailure.of(
                        "its input is the value of call " + call + " of job " + job.id + ", which failed with " + why));
    }
}

package dev.kinglet.job;

import dev.kinglet.attempt.AttemptOutcome;
import dev.kinglet.stage.InputReference;
import dev.kinglet.stage.StagedCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Calls that each join a group of neighbouring values of an earlier stage: one level of a reduction. */
final class GroupSupply implements CallSupply {

    /** Values joined by one call. More would make a level of a large reduction too serial. */
    private static final int MAX_GROUP = 4096;

    private final StageRun stage;
    private final StageRun to;
    private final int maxBytes;
    private int next;

    /**
     * Calls for groups.
     *
     * @param stage makes the values
     * @param to is the stage of the calls, whose workers need the code of the values, too
     * @param maxBytes how many bytes of request a group may take; a group has two values at least, or it would get nowhere
     */
    GroupSupply(StageRun stage, StageRun to, int maxBytes) {
        this.stage = stage;
        this.to = to;
        this.maxBytes = maxBytes;
    }

    @Override
    public List<Supplied> next(int wanted) throws InterruptedException {
        List<InputReference> group = new ArrayList<>();
        long bytes = 0;
        while (group.size() < MAX_GROUP && (group.size() < 2 || bytes < maxBytes)) {
            stage.table.await(counts -> counts.known() > next || counts.complete(), -1);
            if (stage.table.counts().known() <= next) {
                break;
            }
            stage.table.awaitEnd(next);
            AttemptOutcome outcome = Objects.requireNonNull(stage.table.outcome(next), "the call has ended");
            InputReference value = FutureSupply.reference(outcome);
            if (value == null) {
                int failed = next;
                next = Integer.MAX_VALUE; // without this value there is no result, so the rest need not be joined
                return List.of(FutureSupply.failed(LAST, stage.job, failed, outcome));
            }
            group.add(value);
            bytes += StagedCall.of(value).requestBytes();
            next++;
        }
        to.addCode(stage.code());
        return group.isEmpty()
                ? List.of()
                : List.of(new Supplied.Ready(StagedCall.of(new InputReference.Sequence(group))));
    }
}

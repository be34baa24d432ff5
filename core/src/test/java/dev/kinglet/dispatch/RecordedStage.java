package dev.kinglet.dispatch;

import dev.kinglet.attempt.AttemptOutcome;
import dev.kinglet.invoke.CallAttempt;
import dev.kinglet.invoke.FunctionSettings;
import dev.kinglet.invoke.InvocationRequest;
import dev.kinglet.journal.JobEvent;
import dev.kinglet.journal.Journal;
import dev.kinglet.policy.BackOff;
import dev.kinglet.policy.Retry;
import dev.kinglet.policy.Speculation;
import dev.kinglet.schedule.StagePolicy;
import dev.kinglet.stage.InputReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A stage whose places are its numbers, the other way round; and all that is said of it. */
final class RecordedStage implements DispatchedStage {

    static final int MEGABYTES = 512;

    private static final long CALL_NANOS = 1_000_000_000;
    private static final int MAX_RESENDS = 20;

    final long id;
    final int calls;
    final Journal journal = new Journal();
    final List<JobEvent> events = new ArrayList<>();
    final List<JobEvent.CallEnded> ended = new ArrayList<>();
    final Map<Integer, AttemptOutcome.Failed> unready = new HashMap<>();
    Speculation speculation = Speculation.NONE;
    int attempts = 3;
    int callsPerInvocation = 1;
    int published;
    AttemptOutcome.@Nullable Failed rest;

    RecordedStage(long id, int calls) {
        this.id = id;
        this.calls = calls;
        journal.add(events::add);
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public String job() {
        return "job";
    }

    @Override
    public int stage() {
        return 4;
    }

    @Override
    public Journal journal() {
        return journal;
    }

    @Override
    public FunctionSettings function() {
        return new FunctionSettings(MEGABYTES, Map.of());
    }

    @Override
    public StagePolicy policy(long now, int maxPayloadBytes) {
        Retry retry = new Retry.Counted(attempts, false, MAX_RESENDS, new BackOff(1_000_000, 1_000_000));
        return new StagePolicy(
                retry, speculation, MEGABYTES, CALL_NANOS, Long.MAX_VALUE, callsPerInvocation, false, maxPayloadBytes);
    }

    @Override
    public int place(int number) {
        return calls - 1 - number;
    }

    @Override
    public InvocationRequest request(int[] numbers, int[] attempts) {
        List<CallAttempt> tries = new ArrayList<>();
        for (int i = 0; i < numbers.length; i++) {
            tries.add(new CallAttempt(place(numbers[i]), attempts[i], new InputReference.Inline(new byte[1])));
        }
        return new InvocationRequest("job", 4, tries, "closure", List.of(), "memory:", 1_000, 1_000);
    }

    @Override
    public void want(int more) {}

    @Override
    public AttemptOutcome.@Nullable Failed whyUnready(int number) {
        return unready.remove(number);
    }

    @Override
    public void ended(JobEvent.CallEnded end) {
        ended.add(end);
    }

    @Override
    public void publish() {
        published = ended.size();
    }

    @Override
    public void over(AttemptOutcome.Failed remaining) {
        rest = remaining;
    }

    boolean isOver() {
        return rest != null;
    }

    <T extends JobEvent> List<T> events(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }
}

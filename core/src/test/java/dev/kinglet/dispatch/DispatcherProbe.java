package dev.kinglet.dispatch;

import dev.kinglet.attempt.AttemptEnd;
import dev.kinglet.attempt.AttemptOutcome;
import dev.kinglet.attempt.CommitRecord;
import dev.kinglet.invoke.SigningKey;
import dev.kinglet.journal.JobEvent;
import dev.kinglet.schedule.AttemptScheduler;
import dev.kinglet.schedule.SchedulerEvent;
import dev.kinglet.schedule.SchedulerTuning;
import java.util.Arrays;
import java.util.List;

/** A dispatcher with the real scheduler, a fake platform, a clock that goes by hand, and no thread. */
final class DispatcherProbe {

    static final long MILLI = 1_000_000;
    static final long SECOND = 1_000 * MILLI;

    final FakePlatform platform;
    final Dispatcher dispatcher;
    long now = 5 * SECOND;

    DispatcherProbe(long seed, int places) {
        SigningKey key = SigningKey.random();
        platform = new FakePlatform(key, places);
        AttemptScheduler<AttemptEnd> scheduler =
                new AttemptScheduler<>(seed, places, places, SchedulerTuning.defaults());
        dispatcher = new Dispatcher(scheduler, platform, key, () -> now);
    }

    /** Begins a stage whose calls are all at hand, and does what there is to do. */
    RecordedStage run(RecordedStage stage) {
        int[] sizes = new int[stage.calls];
        Arrays.fill(sizes, 1);
        dispatcher.submit(
                stage,
                List.of(new SchedulerEvent.CallsReady<>(stage.id, sizes), new SchedulerEvent.InputsEnded<>(stage.id)));
        dispatcher.workAll();
        return stage;
    }

    void work() {
        dispatcher.workAll();
    }

    /** Lets time pass until the dispatcher has something to do, and has it done. */
    void sleep() {
        now = Math.max(now, dispatcher.wakeAt());
        dispatcher.workAll();
    }

    /** A commit record of the call at this place turns up in the store. */
    void commit(RecordedStage stage, int place, int attempt) {
        dispatcher.committed(stage.id, stage.calls - 1 - place, new CommitRecord(attempt, 3, "00"));
        dispatcher.workAll();
    }

    /** All ends of attempts that were announced: {@code 1/0 ANSWER}, the call's place before the attempt's number. */
    static List<String> attemptEnds(RecordedStage stage) {
        return stage.events(JobEvent.AttemptsEnded.class).stream()
                .flatMap(event -> event.ends().stream())
                .map(end -> end.call() + "/" + end.attempt() + " " + end.toldBy())
                .toList();
    }

    /** How the calls ended: {@code 1: success by 0 after 1}, {@code 1: EXITED after 3}. */
    static List<String> callEnds(RecordedStage stage) {
        return stage.ended.stream()
                .map(end -> end.call() + ": "
                        + (end.outcome() instanceof AttemptOutcome.Failed failed
                                ? failed.code()
                                : "success by "
                                        + (end.end() == null
                                                ? "nobody"
                                                : end.end().attempt()))
                        + " after " + end.attempts())
                .toList();
    }
}

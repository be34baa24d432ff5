package dev.kinglet.dispatch;

import static dev.kinglet.dispatch.DispatcherProbe.MILLI;
import static dev.kinglet.dispatch.DispatcherProbe.SECOND;
import static dev.kinglet.dispatch.DispatcherProbe.attemptEnds;
import static dev.kinglet.dispatch.DispatcherProbe.callEnds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.CallId;
import dev.kinglet.ErrorCode;
import dev.kinglet.RemoteFailure;
import dev.kinglet.attempt.AttemptEnd;
import dev.kinglet.attempt.AttemptOutcome;
import dev.kinglet.attempt.ToldBy;
import dev.kinglet.attempt.WorkerStart;
import dev.kinglet.dispatch.FakePlatform.Taken;
import dev.kinglet.invoke.AttemptReport;
import dev.kinglet.invoke.InvocationResult;
import dev.kinglet.journal.JobEvent;
import dev.kinglet.schedule.SchedulerEvent;
import dev.kinglet.store.Keys;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the dispatcher makes of what it hears, and in which order. */
final class DispatcherTest {

    private final DispatcherProbe probe = new DispatcherProbe(1, 4);
    private final FakePlatform platform = probe.platform;

    private RecordedStage run(int calls, int callsPerInvocation) {
        RecordedStage stage = new RecordedStage(9, calls);
        stage.callsPerInvocation = callsPerInvocation;
        return probe.run(stage);
    }

    @Test
    void aCallThatSucceedsIsToldFromItsBeginToItsEnd() {
        RecordedStage stage = run(1, 1);
        probe.now += 20 * MILLI;

        platform.succeed(platform.latest());
        probe.work();

        assertThat(stage.events)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("StageBegan", "AttemptsSent", "AttemptsEnded", "CallEnded", "StageEnded");
        assertThat(callEnds(stage)).containsExactly("0: success by 0 after 1");
        assertThat(stage.isOver()).isTrue();
    }

    @Test
    void whoWaitsIsWokenOnceForAllCallsThatEndedTogether() {
        RecordedStage stage = run(5, 4);

        platform.succeed(platform.taken.getFirst());
        probe.work();

        assertThat(stage.published).isEqualTo(4);
    }

    @Test
    void theEndOfAnAttemptHasItsTimesOnTheDriversClockAndWhatItsWorkerTold() {
        RecordedStage stage = run(3, 3);
        long sent = probe.now;
        probe.now += 20 * MILLI;

        platform.succeed(platform.latest());
        probe.work();

        JobEvent.AttemptsEnded ended =
                stage.events(JobEvent.AttemptsEnded.class).getFirst();
        assertThat(ended.invocation().sentNanos()).isEqualTo(sent);
        assertThat(ended.invocation().endedNanos()).isEqualTo(probe.now);
        assertThat(ended.invocation().billed()).isEqualTo(FakePlatform.BILLED);
        assertThat(ended.invocation().memoryMegabytes()).isEqualTo(RecordedStage.MEGABYTES);
        assertThat(ended.invocation().worker()).satisfies(worker -> {
            assertThat(worker.start()).isEqualTo(WorkerStart.COLD);
            assertThat(worker.begunNanos()).isEqualTo(probe.now - MILLI - FakePlatform.RUN_NANOS);
            assertThat(worker.phases()).containsEntry("load", MILLI);
        });
        assertThat(ended.ends()).allSatisfy(end -> {
            assertThat(end.invocation()).isSameAs(ended.invocation());
            assertThat(end.begunNanos()).isEqualTo(probe.now - MILLI - FakePlatform.RUN_NANOS);
            assertThat(end.runNanos()).isEqualTo(FakePlatform.RUN_NANOS);
            assertThat(end.flops()).isEqualTo(end.call());
            assertThat(end.id()).hasToString("job/4/" + end.call() + "/0");
        });
        assertThat(stage.ended).extracting(JobEvent.CallEnded::end).containsExactlyElementsOf(ended.ends());
    }

    @Test
    void anAnswerThatComesTwiceCountsOnce() {
        RecordedStage stage = run(2, 2);

        platform.succeed(platform.latest());
        platform.succeed(platform.latest());
        probe.work();
        platform.lose(platform.latest(), ErrorCode.WORKER_LOST);
        probe.work();

        assertThat(attemptEnds(stage)).containsExactly("1/0 ANSWER", "0/0 ANSWER");
        assertThat(stage.ended).hasSize(2);
        assertThat(stage.events(JobEvent.AttemptsEnded.class))
                .as("what is billed")
                .hasSize(1);
    }

    @Test
    void aWorkerIsNotBelievedWhatItWasNotAskedNorTheSameTwice() {
        RecordedStage stage = run(3, 2);
        Taken first = platform.taken.getFirst();
        List<AttemptReport> reports = new ArrayList<>();
        reports.add(FakePlatform.success(first.request().calls().getLast()));
        reports.add(FakePlatform.success(first.request().calls().getLast()));
        reports.add(FakePlatform.success(platform.latest().request().calls().getFirst()));
        reports.add(new AttemptReport(2, 7, new AttemptOutcome.Inline(new byte[0]), 0, 0, ""));
        reports.add(new AttemptReport(-5, 0, new AttemptOutcome.Inline(new byte[0]), 0, 0, ""));

        platform.answer(first, reports);
        probe.work();

        assertThat(attemptEnds(stage)).containsExactly("1/0 ANSWER", "2/0 OMISSION");
        assertThat(callEnds(stage)).containsExactly("1: success by 0 after 1");
    }

    @Test
    void attemptsThatAnAnswerLeavesOutHaveEndedTooAndTheirCallsGoAgain() {
        RecordedStage stage = run(2, 2);

        platform.answer(platform.latest(), List.of());
        probe.work();
        platform.succeed(platform.latest());
        probe.work();

        assertThat(attemptEnds(stage)).containsExactly("1/0 OMISSION", "0/0 OMISSION", "1/1 ANSWER", "0/1 ANSWER");
        assertThat(callEnds(stage)).containsExactly("1: success by 1 after 1", "0: success by 1 after 1");
    }

    @Test
    void whatIsLostOrRefusedHasEndedAndSaysSo() {
        RecordedStage stage = run(1, 1);

        platform.throttle(platform.latest());
        probe.work();
        probe.sleep();
        platform.lose(platform.latest(), ErrorCode.WORKER_CRASHED);
        probe.work();
        probe.sleep();
        platform.latest()
                .whenDone()
                .accept(new InvocationResult.Answered(new byte[] {1}, WorkerStart.WARM, FakePlatform.BILLED));
        probe.work();

        assertThat(attemptEnds(stage)).containsExactly("0/0 REFUSAL", "0/1 LOSS", "0/2 LOSS");
        assertThat(stage.events(JobEvent.AttemptsEnded.class))
                .extracting(event -> event.invocation().billed())
                .containsExactly(null, FakePlatform.BILLED, FakePlatform.BILLED);
        assertThat(callEnds(stage)).containsExactly("0: PROTOCOL_VIOLATED after 2");
    }

    @Test
    void anInvocationThatCouldNotBeSentIsLost() {
        platform.broken = true;
        RecordedStage stage = run(1, 1);

        assertThat(attemptEnds(stage)).containsExactly("0/0 LOSS");
        assertThat(callEnds(stage)).containsExactly("0: INTERNAL after 1");
    }

    @Test
    void anAttemptThatWasGivenUpEndsWhenItIsToldAndCountsIfItIsTheFirst() {
        RecordedStage stage = run(1, 1);
        Taken silent = platform.latest();
        while (platform.taken.size() == 1) {
            probe.sleep();
        }
        assertThat(platform.cancelled).containsExactly(silent.invocation().id());
        assertThat(attemptEnds(stage)).isEmpty();

        platform.succeed(silent);
        probe.work();
        assertThat(callEnds(stage)).containsExactly("0: success by 0 after 2");
        assertThat(stage.isOver()).isTrue();
        platform.lose(platform.latest(), ErrorCode.CANCELLED);
        probe.work();

        assertThat(attemptEnds(stage)).containsExactly("0/0 ANSWER", "0/1 CANCELLATION");
    }

    @Test
    void ofAnAttemptThatNobodyTellsOfTheEndIsSaidWhenNobodyListensAnyMore() {
        RecordedStage stage = run(2, 1);
        probe.dispatcher.cancel(stage.id);
        probe.work();
        assertThat(callEnds(stage)).hasSize(2).allMatch(end -> end.contains("CANCELLED"));
        platform.lose(platform.taken.getFirst(), ErrorCode.CANCELLED);
        probe.work();

        probe.dispatcher.endAll();

        assertThat(attemptEnds(stage)).containsExactly("1/0 CANCELLATION", "0/0 SILENCE");
    }

    @Test
    void ofAnAttemptThatTheSchedulerHasForgottenTheEndIsSaidOnce() {
        RecordedStage stage = new RecordedStage(9, 1_100);
        stage.attempts = 1;
        probe.run(stage);
        while (!stage.isOver()) {
            probe.sleep();
        }
        List<String> forgotten = attemptEnds(stage);
        assertThat(forgotten).isNotEmpty().allMatch(end -> end.endsWith("/0 SILENCE"));

        platform.taken.forEach(platform::succeed);
        probe.work();

        assertThat(attemptEnds(stage))
                .hasSize(1_100)
                .doesNotHaveDuplicates()
                .startsWith(forgotten.toArray(String[]::new));
        assertThat(stage.ended).hasSize(1_100);
    }

    @Test
    void aCommitRecordBeforeTheAnswerEndsTheCallAndTheAnswerStillTellsWhatItCost() {
        RecordedStage stage = run(2, 2);

        probe.commit(stage, 0, 0);
        probe.commit(stage, 0, 0);
        assertThat(callEnds(stage)).containsExactly("0: success by 0 after 1");
        platform.succeed(platform.latest());
        probe.work();

        assertThat(attemptEnds(stage)).containsExactly("0/0 COMMIT_RECORD", "1/0 ANSWER");
        assertThat(callEnds(stage)).containsExactly("0: success by 0 after 1", "1: success by 0 after 1");
        assertThat(stage.events(JobEvent.AttemptsEnded.class))
                .extracting(event -> event.invocation().billed())
                .containsExactly(null, FakePlatform.BILLED);
        assertThat(platform.cancelled).isEmpty();
    }

    @Test
    void aCommitRecordAfterTheAnswerIsNoNews() {
        RecordedStage stage = run(2, 1);
        platform.succeed(platform.taken.getFirst());
        probe.work();

        probe.commit(stage, 1, 0);

        assertThat(attemptEnds(stage)).containsExactly("1/0 ANSWER");
        assertThat(callEnds(stage)).containsExactly("1: success by 0 after 1");
    }

    @Test
    void aCommitRecordInPlaceOfTheAnswerIsEnough() {
        RecordedStage stage = run(1, 1);

        probe.commit(stage, 0, 0);

        assertThat(stage.isOver()).isTrue();
        assertThat(stage.ended.getFirst().outcome())
                .isEqualTo(new AttemptOutcome.Staged(Keys.output(new CallId("job", 4, 0), 0), 3, "00"));
        probe.dispatcher.endAll();
        assertThat(attemptEnds(stage)).containsExactly("0/0 COMMIT_RECORD");
    }

    @Test
    void aCommitRecordOfALostAttemptEndsItsCallAndNotTheAttemptAgain() {
        RecordedStage stage = run(1, 1);
        platform.lose(platform.latest(), ErrorCode.WORKER_LOST);
        probe.work();
        probe.sleep();

        probe.commit(stage, 0, 0);

        assertThat(callEnds(stage)).containsExactly("0: success by 0 after 2");
        assertThat(stage.ended.getFirst().end()).extracting(AttemptEnd::toldBy).isEqualTo(ToldBy.COMMIT_RECORD);
        platform.succeed(platform.latest());
        probe.work();
        assertThat(attemptEnds(stage)).containsExactly("0/0 LOSS", "0/1 ANSWER");
    }

    @Test
    void ofTwoAttemptsThatSucceedTheFirstCountsAndBothAreSeen() {
        RecordedStage stage = new RecordedStage(9, 1);
        stage.speculation = siblings -> 10 * MILLI;
        probe.run(stage);
        probe.sleep();
        assertThat(platform.taken).hasSize(2);

        platform.succeed(platform.latest());
        platform.succeed(platform.taken.getFirst());
        probe.work();

        assertThat(attemptEnds(stage)).containsExactly("0/1 ANSWER", "0/0 ANSWER");
        assertThat(callEnds(stage)).containsExactly("0: success by 1 after 2");
        assertThat(platform.cancelled)
                .containsExactly(platform.taken.getFirst().invocation().id());
    }

    @Test
    void aCallWithoutAnInputEndsAsItsSupplySays() {
        RecordedStage stage = new RecordedStage(9, 1);
        stage.unready.put(
                0, new AttemptOutcome.Failed(ErrorCode.INPUTS_FAILED, RemoteFailure.of("the iterator threw")));
        probe.dispatcher.submit(
                stage,
                List.of(
                        new SchedulerEvent.CallsReady<>(9, new int[] {-1}),
                        new SchedulerEvent.InputsEnded<>(9),
                        new SchedulerEvent.CallUnready<>(9, 0, ErrorCode.INPUTS_FAILED)));
        probe.work();

        assertThat(callEnds(stage)).containsExactly("0: INPUTS_FAILED after 0");
        assertThat(stage.ended.getFirst().outcome())
                .isInstanceOfSatisfying(
                        AttemptOutcome.Failed.class,
                        failed -> assertThat(failed.failure().message()).isEqualTo("the iterator threw"));
        assertThat(stage.ended.getFirst().end()).isNull();
        assertThat(attemptEnds(stage)).isEmpty();
    }

    @Test
    void aCallThatWasCancelledBeforeItsLackOfAnInputWasKnownIsCancelled() {
        RecordedStage stage = new RecordedStage(9, 1);
        stage.unready.put(
                0, new AttemptOutcome.Failed(ErrorCode.INPUTS_FAILED, RemoteFailure.of("the iterator threw")));
        probe.dispatcher.submit(
                stage,
                List.of(
                        new SchedulerEvent.CallsReady<>(9, new int[] {-1}),
                        new SchedulerEvent.CallCancelled<>(9, 0),
                        new SchedulerEvent.CallUnready<>(9, 0, ErrorCode.INPUTS_FAILED)));
        probe.work();

        assertThat(callEnds(stage)).containsExactly("0: CANCELLED after 0");
    }

    @Test
    void aReaderThatThrowsHarmsNeitherTheJobNorTheOtherReaders() {
        RecordedStage stage = new RecordedStage(9, 2);
        List<JobEvent> behind = new ArrayList<>();
        stage.journal.add(event -> {
            throw new AssertionError("a reader is broken");
        });
        stage.journal.add(behind::add);
        probe.run(stage);
        platform.taken.forEach(platform::succeed);
        probe.work();

        assertThat(stage.isOver()).isTrue();
        assertThat(stage.ended).hasSize(2);
        assertThat(behind).isEqualTo(stage.events);
    }

    @Test
    void stagesDoNotHearOfEachOther() {
        RecordedStage one = probe.run(new RecordedStage(1, 1));
        RecordedStage other = probe.run(new RecordedStage(2, 1));

        platform.succeed(platform.latest());
        probe.work();

        assertThat(attemptEnds(one)).isEmpty();
        assertThat(other.isOver()).isTrue();
        assertThat(one.isOver()).isFalse();
    }

    @Test
    void nothingBeginsOnceTheDispatcherCloses() {
        probe.dispatcher.cancelAll();

        RecordedStage stage = run(1, 1);

        assertThat(stage.isOver()).isTrue();
        assertThat(platform.taken).isEmpty();
        assertThat(probe.now).isEqualTo(5 * SECOND);
    }
}

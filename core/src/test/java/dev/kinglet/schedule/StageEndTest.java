package dev.kinglet.schedule;

import static dev.kinglet.schedule.SchedulerProbe.SECOND;
import static dev.kinglet.schedule.SchedulerProbe.inBatchesOf;
import static dev.kinglet.schedule.SchedulerProbe.policy;
import static dev.kinglet.schedule.SchedulerProbe.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How stages end, in the common way and before their time. */
final class StageEndTest {

    private static final StagePolicy FAIL_FAST =
            SchedulerProbe.policy(3, SECOND, Long.MAX_VALUE, 2, true, false, 1 << 20);

    private final SchedulerProbe probe = new SchedulerProbe(2, 2);

    @Test
    void anEmptyStageEndsWithItsInputs() {
        probe.submit(1, policy());

        probe.inputsEnded(1);

        assertThat(probe.latest()).containsExactly(new SchedulerAction.StageEnded<>(1));
    }

    @Test
    void aStageWhoseCallsHaveEndedWaitsForItsInputs() {
        probe.submit(1, policy()).ready(1, 1);
        probe.succeed(probe.dispatch());
        assertThat(probe.stageEnded()).isFalse();

        probe.inputsEnded(1);

        assertThat(probe.stageEnded()).isTrue();
    }

    @Test
    void withFailFastTheFirstFailureCancelsTheOthersButNotWhatSucceededWithIt() {
        probe.run(1, FAIL_FAST, 5);
        SchedulerAction.Dispatch<String> first = probe.sent().get(0);
        SchedulerAction.Dispatch<String> second = probe.sent().get(1);

        probe.answer(first, report(first, 0, ErrorCode.FUNCTION_THREW, 1), report(first, 1, null, 1));

        assertThat(probe.ended())
                .containsExactly(
                        "call 0: FUNCTION_THREW after 1",
                        "call 1: success after 1",
                        "call 2: CANCELLED after 1",
                        "call 3: CANCELLED after 1",
                        "call 4: CANCELLED after 0");
        assertThat(probe.latest()).contains(new SchedulerAction.CancelInvocation<>(second.invocation()));
        assertThat(probe.stageEnded()).isTrue();
    }

    @Test
    void withFailFastACancelledCallIsNoFailure() {
        probe.run(1, FAIL_FAST, 5);

        probe.on(new SchedulerEvent.CallCancelled<>(1, 0));

        assertThat(probe.ended()).hasSize(1);
    }

    @Test
    void aFailFastStageDoesNotTouchItsNeighbour() {
        probe.run(1, FAIL_FAST, 2);
        SchedulerAction.Dispatch<String> failing = probe.dispatch();
        probe.run(2, policy(), 1);
        SchedulerAction.Dispatch<String> other = probe.dispatch();

        probe.fail(failing, ErrorCode.FUNCTION_THREW);

        probe.succeed(other);
        assertThat(probe.ended()).containsExactly("call 0: success after 1");
    }

    @Test
    void aCancelledStageEndsAtOnceAndWhatIsAnnouncedInThatMomentEndsToo() {
        probe.submit(1, policy()).ready(1, 3);
        probe.on(new SchedulerEvent.StageCancelled<>(1));
        assertThat(probe.ended()).hasSize(3);
        assertThat(probe.stageEnded()).isTrue();

        probe.ready(1, 2);

        assertThat(probe.ended()).containsExactly("call 3: CANCELLED after 0", "call 4: CANCELLED after 0");
        probe.ready(1, 1);
        assertThat(probe.ended()).containsExactly("call 5: CANCELLED after 0");
        probe.inputsEnded(1);
        assertThat(probe.latest()).isEmpty();
        probe.ready(1, 1);
        assertThat(probe.latest()).isEmpty();
    }

    @Test
    void aStageThatHasEndedIsNotWokenForItsDeadline() {
        probe.run(1, SchedulerProbe.policy(1, SECOND, probe.now() + SECOND, 1, false, false, 100), 1);
        probe.succeed(probe.dispatch());

        probe.on(new SchedulerEvent.Tick<>());

        assertThat(probe.latest()).isEmpty();
    }

    @Test
    void aStageSubmittedAfterItsDeadlineEndsAtOnce() {
        probe.submit(1, SchedulerProbe.policy(1, SECOND, probe.now() - 1, 1, false, false, 100));

        assertThat(probe.latest()).containsExactly(new SchedulerAction.StageEnded<>(1));
    }

    @Test
    void aCallCancelledBeforeItIsAnnouncedIsNotSent() {
        probe.submit(1, policy());
        probe.on(new SchedulerEvent.CallCancelled<>(1, 1));
        assertThat(probe.latest()).isEmpty();

        probe.ready(1, 3);

        assertThat(probe.ended()).containsExactly("call 1: CANCELLED after 0");
        assertThat(probe.sent()).extracting(sent -> sent.calls()[0]).containsExactly(0, 2);
    }

    @Test
    void aCallCancelledInABatchEndsAloneAndItsLateReportIsDiscarded() {
        probe.run(1, inBatchesOf(2), 2);
        SchedulerAction.Dispatch<String> batch = probe.dispatch();

        probe.on(new SchedulerEvent.CallCancelled<>(1, 0));
        assertThat(probe.latest()).containsExactly(new SchedulerAction.CallEnded<>(1, 0, 1, ErrorCode.CANCELLED, null));
        probe.succeed(batch);

        assertThat(probe.ended()).containsExactly("call 1: success after 1");
    }

    @Test
    void anInvocationIsCancelledWithTheLastOfItsCalls() {
        probe.run(1, inBatchesOf(2), 2);
        SchedulerAction.Dispatch<String> batch = probe.dispatch();
        probe.on(new SchedulerEvent.CallCancelled<>(1, 0));

        probe.on(new SchedulerEvent.CallCancelled<>(1, 1));

        assertThat(probe.latest()).contains(new SchedulerAction.CancelInvocation<>(batch.invocation()));
        assertThat(probe.stageEnded()).isTrue();
        probe.lose(batch, ErrorCode.CANCELLED);
        assertThat(probe.latest()).isEmpty();
    }

    @Test
    void eventsOfWhatHasEndedOrNeverWasAreIgnored() {
        probe.run(1, policy(), 1);
        SchedulerAction.Dispatch<String> only = probe.dispatch();
        probe.succeed(only);

        List<SchedulerEvent<String>> late = List.of(
                new SchedulerEvent.InvocationAnswered<>(only.invocation(), List.of(report(only, 0, null, 0))),
                new SchedulerEvent.InvocationLost<>(only.invocation(), ErrorCode.WORKER_LOST, List.of("late")),
                new SchedulerEvent.InvocationThrottled<>(only.invocation(), 5),
                new SchedulerEvent.InvocationThrottled<>(99, 5),
                new SchedulerEvent.InputsEnded<>(1),
                new SchedulerEvent.CallCancelled<>(1, 0),
                new SchedulerEvent.CallUnready<>(1, 0, ErrorCode.STORE_DENIED),
                new SchedulerEvent.StageCancelled<>(1),
                new SchedulerEvent.AttemptCommitted<>(1, 0, 0, "late"),
                new SchedulerEvent.AttemptCommitted<>(7, 0, 0, "foreign"),
                new SchedulerEvent.StageCancelled<>(7));
        for (SchedulerEvent<String> event : late) {
            assertThat(probe.on(event).latest()).as(event.toString()).isEmpty();
        }
    }

    @Test
    void reportsOfCallsThatAnInvocationDidNotCarryAreIgnored() {
        probe.run(1, policy(), 3);
        SchedulerAction.Dispatch<String> first = probe.sent().getFirst();

        probe.answer(
                first,
                new SchedulerEvent.AttemptEnded<>(2, 0, null, 1, "not sent"),
                new SchedulerEvent.AttemptEnded<>(1, 0, null, 1, "of another invocation"),
                new SchedulerEvent.AttemptEnded<>(0, 5, null, 1, "another attempt"),
                new SchedulerEvent.AttemptEnded<>(-1, 0, null, 1, "no call"),
                new SchedulerEvent.AttemptEnded<>(77, 0, null, 1, "no call"));

        assertThat(probe.ended()).isEmpty();
        assertThat(probe.dispatch().calls()).containsExactly(0);
    }

    @Test
    void aStageNumberIsNotUsedTwiceAtATime() {
        probe.submit(1, policy());

        assertThatThrownBy(() -> probe.submit(1, policy())).hasMessageContaining("stage 1 was submitted before");
    }

    @Test
    void aStalledStageIsDescribedWithWhatItWaitsFor() {
        probe.run(1, inBatchesOf(2), 5);

        assertThat(probe.describe(1))
                .contains("stage 1: inputs ended")
                .contains("calls announced 5, WITHHELD 0, READY 1, INVOKED 4")
                .contains("call 3 in READY took DISPATCHED")
                .contains("invocation 2 of 2 calls, 2 of them awaited, begun 0 ms ago");
        assertThat(probe.describe(2)).contains("stage 2 has ended, or was never submitted");
    }
}

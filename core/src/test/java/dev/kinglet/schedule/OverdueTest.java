package dev.kinglet.schedule;

import static dev.kinglet.schedule.SchedulerProbe.SECOND;
import static dev.kinglet.schedule.SchedulerProbe.inBatchesOf;
import static dev.kinglet.schedule.SchedulerProbe.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the scheduler does about a platform that never says how an invocation ended. */
final class OverdueTest {

    private static final long GRACE = SchedulerTuning.OVERDUE_GRACE.toNanos();

    private final SchedulerProbe probe = new SchedulerProbe(2, 1);

    @Test
    void anInvocationWithoutAnEndCountsAsLostSomeTimeAfterItsLimit() {
        probe.run(1, policy(), 1);
        SchedulerAction.Dispatch<String> silent = probe.dispatch();
        assertThat(probe.allWakes()).containsExactly(probe.now() + silent.limitNanos() + GRACE);

        probe.sleep();

        assertThat(probe.latest()).contains(new SchedulerAction.CancelInvocation<>(silent.invocation()));
        assertThat(probe.sleepUntilSent().attempts()).containsExactly(1);
    }

    @Test
    void callsOfAPlatformThatNeverAnswersFailInTheEnd() {
        probe.run(1, inBatchesOf(2), 3);
        while (!probe.stageEnded()) {
            probe.sleep();
        }

        assertThat(probe.allEnds()).hasSize(3).allSatisfy(end -> {
            assertThat(end.code()).isEqualTo(ErrorCode.WORKER_LOST);
            assertThat(end.attempts()).isEqualTo(3);
        });
    }

    @Test
    void ofInvocationsThatWereGivenUpTheOldestAreForgotten() {
        int calls = InvocationsInFlight.MAX_ABANDONED + 5;
        probe.run(1, SchedulerProbe.policy(1, SECOND, Long.MAX_VALUE, 1, false, false, 100), calls);
        while (!probe.stageEnded()) {
            probe.sleep();
        }

        assertThat(probe.allForgotten()).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void timeSpentWaitingForAWorkerDoesNotCount() {
        probe.run(1, policy(), 2);
        List<SchedulerAction.Dispatch<String>> sent = probe.sent();
        assertThat(sent).hasSize(2);
        long limit = sent.get(0).limitNanos();

        probe.pass(limit + GRACE - SECOND).succeed(sent.get(0));
        probe.pass(limit + GRACE - SECOND).on(new SchedulerEvent.Tick<>());

        assertThat(probe.allCancelled()).isEmpty();
        probe.succeed(sent.get(1));
        assertThat(probe.stageEnded()).isTrue();
    }

    @Test
    void anAnswerInTheMomentItIsDueIsInTime() {
        probe.run(1, policy(), 1);
        SchedulerAction.Dispatch<String> only = probe.dispatch();

        probe.pass(only.limitNanos() + GRACE).succeed(only);

        assertThat(probe.ended()).containsExactly("call 0: success after 1");
        assertThat(probe.cancelled()).isEmpty();
    }

    @Test
    void aLateFailureDoesNotCountOnceItsCallIsTriedAgain() {
        probe.run(1, policy(), 1);
        SchedulerAction.Dispatch<String> silent = probe.dispatch();
        probe.sleep();
        SchedulerAction.Dispatch<String> second = probe.sleepUntilSent();

        probe.fail(silent, ErrorCode.FUNCTION_THREW);
        assertThat(probe.ended()).isEmpty();
        probe.succeed(second);

        assertThat(probe.ended()).containsExactly("call 0: success after 2");
    }

    @Test
    void aCancelledInvocationKeepsItsPlaceUntilItsEndOrForAGrace() {
        SchedulerProbe narrow = new SchedulerProbe(1, 1);
        narrow.run(1, policy(), 2);
        narrow.on(new SchedulerEvent.CallCancelled<>(1, 0));
        assertThat(narrow.sent()).isEmpty();

        narrow.pass(SchedulerTuning.CANCEL_GRACE.toNanos()).on(new SchedulerEvent.Tick<>());

        assertThat(narrow.dispatch().calls()).containsExactly(1);
    }

    @Test
    void anInvocationThatEndedAfterItsCancelLeavesNoAlarm() {
        probe.run(1, policy(), 1);
        SchedulerAction.Dispatch<String> only = probe.dispatch();
        probe.on(new SchedulerEvent.CallCancelled<>(1, 0)).lose(only, ErrorCode.CANCELLED);

        probe.on(new SchedulerEvent.Tick<>());

        assertThat(probe.latest()).isEmpty();
    }

    @Test
    void aWishToBeWokenIsSaidOnceAndAgainAfterTheTick() {
        probe.run(1, policy(), 1);
        assertThat(probe.allWakes()).hasSize(1);
        probe.run(2, policy(), 1);
        assertThat(probe.allWakes()).hasSize(1);

        probe.on(new SchedulerEvent.Tick<>());

        assertThat(probe.wakes()).hasSize(1);
    }
}

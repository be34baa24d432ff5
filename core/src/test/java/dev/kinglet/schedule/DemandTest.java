package dev.kinglet.schedule;

import static dev.kinglet.schedule.SchedulerProbe.SECOND;
import static dev.kinglet.schedule.SchedulerProbe.inBatchesOf;
import static dev.kinglet.schedule.SchedulerProbe.policy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many calls the scheduler asks the planner for, and which stage's go out next. */
final class DemandTest {

    private final SchedulerProbe probe = new SchedulerProbe(2, 2);

    private List<Integer> asked() {
        return probe.asked();
    }

    @Test
    void aStageAsksForWhatKeepsTheInvocationsInFlightFull() {
        probe.submit(1, inBatchesOf(5));

        assertThat(asked()).containsExactly(2 * 2 * 5);
    }

    @Test
    void itAsksAgainAsCallsGoOut() {
        probe.submit(1, inBatchesOf(5)).ready(1, 20);

        assertThat(probe.sent()).hasSize(2);
        assertThat(asked()).containsExactly(10);
        probe.ready(1, 10);
        assertThat(asked()).isEmpty();
    }

    @Test
    void whatWasAskedForIsNotAskedForAgain() {
        probe.submit(1, inBatchesOf(5)).ready(1, 1);

        assertThat(asked()).isEmpty();
    }

    @Test
    void nothingIsAskedForAfterTheInputsEnded() {
        probe.run(1, policy(), 1);

        probe.succeed(probe.dispatch());

        assertThat(asked()).isEmpty();
    }

    @Test
    void callsThatHaveNotEndedAreBoundedHoweverLargeInvocationsAre() {
        probe.submit(1, inBatchesOf(100_000));
        assertThat(asked()).containsExactly(SchedulerTuning.MAX_OUTSTANDING_CALLS);

        probe.ready(1, SchedulerTuning.MAX_OUTSTANDING_CALLS);
        assertThat(probe.sent()).hasSize(2);
        assertThat(asked()).isEmpty();
        SchedulerAction.Dispatch<String> first = probe.sent().getFirst();
        probe.succeed(first);
        assertThat(asked()).containsExactly(100_000);
    }

    @Test
    void largeInputsAreAskedForInSmallerNumbers() {
        probe.submit(1, SchedulerProbe.policy(1, SECOND, Long.MAX_VALUE, 0, false, false, 32 << 20));
        int[] sizes = new int[32];
        Arrays.fill(sizes, 16 << 20);

        probe.on(new SchedulerEvent.CallsReady<>(1, sizes));

        ArrayDeque<SchedulerAction.Dispatch<String>> underWay = new ArrayDeque<>(probe.sent());
        while (!underWay.isEmpty()) {
            probe.succeed(underWay.remove());
            underWay.addAll(probe.sent());
        }
        List<Integer> all = probe.allAsked();
        // The first time their size was not known.
        assertThat(all.getFirst()).isEqualTo(2 * 2 * 8);
        int others = all.stream().skip(1).mapToInt(count -> count).sum();
        assertThat(others).isEqualTo(Math.toIntExact(SchedulerTuning.MAX_READY_BYTES / (16 << 20)));
    }

    @Test
    void aLaterStageGetsTheNextPlaceHoweverManyCallsTheFirstHas() {
        probe.run(1, policy(), 1_000);
        List<SchedulerAction.Dispatch<String>> first = probe.sent();

        probe.run(2, policy(), 2);
        probe.succeed(first.get(0));
        SchedulerAction.Dispatch<String> next = probe.dispatch();
        assertThat(next.stage()).isEqualTo(1);
        probe.succeed(first.get(1));
        assertThat(probe.dispatch().stage()).isEqualTo(2);
        probe.succeed(next);
        assertThat(probe.dispatch().stage()).isEqualTo(1);
    }

    @Test
    void stagesTakeTurns() {
        for (int stage = 1; stage <= 4; stage++) {
            probe.run(stage, policy(), 100);
        }
        ArrayDeque<SchedulerAction.Dispatch<String>> underWay = new ArrayDeque<>(probe.allSent());
        int[] sent = new int[5];
        for (int i = 0; i < 200; i++) {
            probe.succeed(underWay.remove());
            underWay.addAll(probe.sent());
            sent[(int) probe.dispatch().stage()]++;
        }

        assertThat(sent).containsExactly(0, 50, 50, 50, 50);
    }

    @Test
    void noMoreInvocationsAreUnderWayThanThereArePlaces() {
        probe.run(1, policy(), 10);

        assertThat(probe.sent()).hasSize(2);
    }
}

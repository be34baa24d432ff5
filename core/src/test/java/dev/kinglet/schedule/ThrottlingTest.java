package dev.kinglet.schedule;

import static dev.kinglet.schedule.SchedulerProbe.SECOND;
import static dev.kinglet.schedule.SchedulerProbe.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.ErrorCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the scheduler does when the platform does not take its invocations. */
final class ThrottlingTest {

    private static final int IN_FLIGHT = 8;

    private final SchedulerProbe probe = new SchedulerProbe(IN_FLIGHT, IN_FLIGHT);

    @Test
    void aThrottledCallGoesAgainAfterWhatThePlatformAsksForAndIsNotCharged() {
        probe.run(1, SchedulerProbe.policy(1, SECOND, Long.MAX_VALUE, 1, false, false, 100), 1);
        long before = probe.now();

        probe.throttle(probe.dispatch(), 3 * SECOND);

        assertThat(probe.latest()).containsExactly(new SchedulerAction.WakeAt<>(before + 3 * SECOND));
        SchedulerAction.Dispatch<String> again = probe.sleepUntilSent();
        assertThat(again.attempts()).containsExactly(1);
        probe.succeed(again);
        assertThat(probe.ended()).containsExactly("call 0: success after 1");
    }

    @Test
    void asManyStayInFlightAsThePlatformTook() {
        probe.run(1, policy(), 100);
        List<SchedulerAction.Dispatch<String>> sent = probe.sent();
        for (SchedulerAction.Dispatch<String> dispatch : sent.subList(5, IN_FLIGHT)) {
            probe.throttle(dispatch, 0);
        }

        probe.sleepUntilAnySent();

        assertThat(probe.sent()).as("one more than the five that it took").hasSize(1);
    }

    @Test
    void whereNoneWasTakenOneGoesOutAndAnswersRaiseTheNumberByOneForARound() {
        probe.run(1, policy(), 200);
        for (SchedulerAction.Dispatch<String> dispatch : probe.sent()) {
            probe.throttle(dispatch, 0);
        }
        probe.sleepUntilAnySent();

        ArrayDeque<SchedulerAction.Dispatch<String>> underWay = new ArrayDeque<>(probe.sent());
        assertThat(underWay).hasSize(1);
        int answers = 0;
        while (underWay.size() < IN_FLIGHT) {
            answers++;
            probe.succeed(underWay.remove());
            underWay.addAll(probe.sent());
        }

        int rounds = 1 + 2 + 3 + 4 + 5 + 6 + 7;
        assertThat(answers).isBetween(rounds - 4, rounds + 4);
    }

    @Test
    void anAnswerBetweenTheRefusalsOfOneRoundDoesNotMakeThePauseLong() {
        probe.run(1, policy(), 100);
        List<SchedulerAction.Dispatch<String>> sent = probe.sent();
        long begun = probe.now();

        probe.throttle(sent.get(0), 0);
        probe.succeed(sent.get(1));
        probe.throttle(sent.get(2), 0);

        assertThat(probe.sleepUntilAnySent().now() - begun)
                .isLessThanOrEqualTo(2 * SchedulerTuning.BACK_OFF_BASE.toNanos());
    }

    @Test
    void aPlatformThatTakesMoreAndMoreIsGivenMoreAndMoreWithoutWaitingForAnswers() {
        SchedulerProbe many = new SchedulerProbe(100, 100);
        many.run(1, policy(), 1_000);
        for (SchedulerAction.Dispatch<String> dispatch : many.sent().subList(10, 100)) {
            many.throttle(dispatch, 0);
        }

        List<Integer> portions = new ArrayList<>();
        int underWay = 10;
        while (underWay < 100) {
            long before = many.now();
            int portion = many.sleepUntilAnySent().sent().size();
            assertThat(many.now() - before).isLessThanOrEqualTo(SECOND);
            portions.add(portion);
            underWay += portion;
        }

        assertThat(portions).containsExactly(1, 2, 4, 8, 16, 32, 27);
    }

    @Test
    void aRefusalSlowsTheGrowthDown() {
        SchedulerProbe many = new SchedulerProbe(100, 100);
        many.run(1, policy(), 1_000);
        for (SchedulerAction.Dispatch<String> dispatch : many.sent().subList(10, 100)) {
            many.throttle(dispatch, 0);
        }
        for (int portion : new int[] {1, 2, 4}) {
            assertThat(many.sleepUntilAnySent().sent()).hasSize(portion);
        }
        many.throttle(many.sent().getLast(), 0);

        assertThat(many.sleepUntilAnySent().sent()).hasSize(2);
    }

    @Test
    void aStageWithCallsUnderWayIsNotThrottledWithoutEnd() {
        probe.run(1, SchedulerProbe.policy(1, 10_000 * SECOND, Long.MAX_VALUE, 1, false, false, 100), 100);
        List<SchedulerAction.Dispatch<String>> first = probe.sent();
        first.subList(1, IN_FLIGHT).forEach(dispatch -> probe.throttle(dispatch, 0));

        for (int i = 0; i < 2 * SchedulerTuning.MAX_THROTTLED_ROUNDS; i++) {
            for (SchedulerAction.Dispatch<String> dispatch :
                    probe.sleepUntilAnySent().sent()) {
                probe.throttle(dispatch, 0);
            }
        }
        probe.succeed(first.getFirst());

        assertThat(probe.stageEnded()).isFalse();
        assertThat(probe.ended()).containsExactly("call 0: success after 1");
    }

    @Test
    void aStageThatIsThrottledWithoutEndFailsInTheEnd() {
        probe.run(1, policy(), 3);
        ArrayDeque<SchedulerAction.Dispatch<String>> underWay = new ArrayDeque<>(probe.sent());
        int throttled = 0;
        while (!probe.stageEnded()) {
            if (underWay.isEmpty()) {
                underWay.addAll(probe.sleepUntilAnySent().sent());
            }
            throttled++;
            probe.throttle(underWay.remove(), 0);
        }

        assertThat(probe.ended())
                .hasSize(3)
                .allMatch(end -> end.endsWith("INVOCATION_THROTTLED after 0") || end.endsWith("THROTTLED after 1"));
        // The first round is of three, the others are of one.
        assertThat(throttled).isEqualTo(3 + SchedulerTuning.MAX_THROTTLED_ROUNDS - 1);
    }

    @Test
    void aWaitOfNoTimeIsOverAtOnce() {
        SchedulerProbe quick = new SchedulerProbe(1, 1, SchedulerProbe.withoutBackOff());
        quick.run(1, policy(), 1);
        SchedulerAction.Dispatch<String> next = quick.dispatch();
        for (int i = 0; i < 20; i++) {
            quick.throttle(next, 0);
            next = quick.sent().isEmpty() ? quick.sleepUntilSent() : quick.dispatch();
        }
        quick.succeed(next);

        assertThat(quick.ended()).containsExactly("call 0: success after 1");
    }

    @Test
    void anAnswerInBetweenShowsThatThePlatformIsAlive() {
        probe.run(1, policy(), 2 * SchedulerTuning.MAX_THROTTLED_ROUNDS);
        ArrayDeque<SchedulerAction.Dispatch<String>> underWay = new ArrayDeque<>(probe.sent());
        for (int i = 0; !probe.stageEnded(); i++) {
            if (underWay.isEmpty()) {
                underWay.addAll(probe.sleepUntilAnySent().sent());
            }
            SchedulerAction.Dispatch<String> next = underWay.remove();
            if (i % 3 == 0) {
                probe.succeed(next);
            } else {
                probe.throttle(next, 0);
            }
            underWay.addAll(probe.sent());
        }

        assertThat(probe.allEnds()).allMatch(end -> end.code() == null);
    }

    @Test
    void theDeadlineEndsAStageThatIsThrottled() {
        probe.run(1, SchedulerProbe.policy(1, SECOND, probe.now() + SECOND, 1, false, false, 100), 1);
        probe.throttle(probe.dispatch(), 5 * SECOND);

        probe.sleep();

        assertThat(probe.ended()).containsExactly("call 0: " + ErrorCode.DEADLINE_EXCEEDED + " after 0");
    }
}

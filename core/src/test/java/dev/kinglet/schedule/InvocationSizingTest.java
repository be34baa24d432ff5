package dev.kinglet.schedule;

import static dev.kinglet.schedule.SchedulerProbe.MILLI;
import static dev.kinglet.schedule.SchedulerProbe.SECOND;
import static dev.kinglet.schedule.SchedulerProbe.inBatchesOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many calls travel together. */
final class InvocationSizingTest {

    private static final int WORKERS = 2;

    private final SchedulerProbe probe = new SchedulerProbe(4, WORKERS);

    private static StagePolicy automatic() {
        return inBatchesOf(0);
    }

    /** Answers invocations in order, each after its time, until the stage has ended; gives their sizes. */
    private List<Integer> sizes(long runNanosOfEachCall, long nanosOfEachInvocation) {
        List<Integer> sizes = new ArrayList<>();
        ArrayDeque<SchedulerAction.Dispatch<String>> underWay = new ArrayDeque<>(probe.sent());
        while (!underWay.isEmpty()) {
            SchedulerAction.Dispatch<String> next = underWay.remove();
            sizes.add(next.calls().length);
            long runNanos = runNanosOfEachCall * next.calls().length;
            probe.pass((runNanos + nanosOfEachInvocation) / WORKERS).succeed(next, runNanosOfEachCall);
            underWay.addAll(probe.sent());
        }
        return sizes;
    }

    @Test
    void shortCallsTravelByTheThousandAfterAFewRounds() {
        probe.run(1, automatic(), 200_000);

        List<Integer> sizes = sizes(1_000, 200_000);

        assertThat(sizes.subList(0, 4)).containsExactly(1, 1, 1, 1);
        assertThat(sizes).hasSizeLessThan(90);
        assertThat(Collections.max(sizes)).isEqualTo(SchedulerTuning.MAX_CALLS_PER_INVOCATION);
    }

    @Test
    void anInvocationIsAtMostEightTimesAsLargeAsOneThatWasMeasured() {
        probe.run(1, automatic(), 200_000);

        List<Integer> sizes = sizes(1_000, 200_000);

        int largest = 1;
        for (int size : sizes) {
            assertThat(size).isLessThanOrEqualTo(8 * largest);
            largest = Math.max(largest, size);
        }
    }

    @Test
    void longCallsTravelAlone() {
        probe.run(1, automatic(), 100);

        assertThat(sizes(60 * MILLI, MILLI)).containsOnly(1);
    }

    @Test
    void callsOfMillisecondsFillTheTargetTime() {
        probe.run(1, automatic(), 10_000);

        List<Integer> sizes = sizes(MILLI, MILLI);

        assertThat(Collections.max(sizes)).isBetween(40, 50);
    }

    @Test
    void towardsTheEndInvocationsShrinkSoThatAllWorkersFinishTogether() {
        probe.run(1, automatic(), 50_000);

        List<Integer> sizes = sizes(1_000, 200_000);

        int left = 0;
        for (int size : sizes.reversed()) {
            left += size;
            assertThat(size).as("with %d calls left", left).isLessThanOrEqualTo(1 + left / WORKERS);
        }
        assertThat(sizes.subList(sizes.size() - 3, sizes.size())).containsOnly(1);
    }

    @Test
    void theFirstCallGoesOutWithTheEventThatAnnouncesIt() {
        probe.submit(1, automatic()).ready(1, 1);

        assertThat(probe.dispatch().calls()).containsExactly(0);
    }

    @Test
    void aFixedSizeIsKeptExactlyButForTheRest() {
        probe.run(1, inBatchesOf(3), 20);

        assertThat(sizes(10, 10)).containsExactly(3, 3, 3, 3, 3, 3, 2);
    }

    @Test
    void oneCallAnInvocationMeansOne() {
        probe.run(1, inBatchesOf(1), 50);

        assertThat(sizes(1, 1)).hasSize(50).containsOnly(1);
    }

    @Test
    void aPartOfAFixedSizeGoesOutOnlyWhenNothingIsUnderWay() {
        probe.submit(1, inBatchesOf(3)).ready(1, 2);
        SchedulerAction.Dispatch<String> part = probe.dispatch();
        assertThat(part.calls()).containsExactly(0, 1);

        probe.ready(1, 2);
        assertThat(probe.sent()).isEmpty();
        probe.ready(1, 1);
        assertThat(probe.dispatch().calls()).containsExactly(2, 3, 4);
        probe.ready(1, 1);
        assertThat(probe.sent()).isEmpty();
        probe.inputsEnded(1);
        assertThat(probe.dispatch().calls()).containsExactly(5);
    }

    @Test
    void inputsTravelTogetherUpToTheLimitOfTheRequest() {
        probe.submit(1, SchedulerProbe.policy(1, SECOND, Long.MAX_VALUE, 10, false, false, 100));
        probe.on(new SchedulerEvent.CallsReady<>(1, new int[] {60, 40, 1, 500, 99, 2, 3}));

        assertThat(probe.sent()).extracting(SchedulerAction.Dispatch::calls).containsExactly(new int[] {0, 1});
        probe.inputsEnded(1);
        assertThat(probe.sent())
                .extracting(SchedulerAction.Dispatch::calls)
                .containsExactly(new int[] {2}, new int[] {3}, new int[] {4});
    }

    @Test
    void theLimitOfAnInvocationIsThatOfItsCallsWithAGrace() {
        probe.run(1, inBatchesOf(3), 3);
        assertThat(probe.dispatch().limitNanos()).isEqualTo(3 * SECOND + SchedulerTuning.LIMIT_GRACE.toNanos());

        probe.run(2, SchedulerProbe.policy(1, Long.MAX_VALUE / 2, Long.MAX_VALUE, 3, false, false, 100), 3);
        assertThat(probe.dispatch().limitNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void invocationsThatComeBackHalfDoneBecomeSmall() {
        probe.run(1, automatic(), 10_000);
        ArrayDeque<SchedulerAction.Dispatch<String>> underWay = new ArrayDeque<>(probe.sent());
        long carried = 0;
        long ended = 0;
        while (!underWay.isEmpty()) {
            SchedulerAction.Dispatch<String> next = underWay.remove();
            carried += next.calls().length;
            ended++;
            probe.pass(MILLI).answer(next, SchedulerProbe.report(next, 0, null, 0));
            underWay.addAll(probe.sent());
        }

        assertThat(ended).isEqualTo(10_000);
        assertThat(carried).isLessThan(10 * ended);
    }
}

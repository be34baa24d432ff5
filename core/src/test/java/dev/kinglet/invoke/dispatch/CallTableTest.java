package dev.kinglet.invoke.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a stage holds for its calls. */
final class CallTableTest {

    private final CallTable table = new CallTable(new CallLifecycle(), new Turn());

    @Test
    void aMillionCallsThatEndInOrderHoldAChunkOrTwo() {
        int mostHeld = 0;
        for (int call = 0; call < 1_000_000; call++) {
            table.add(100);
            table.send(call, call);
            table.step(call, CallStep.SUCCEEDED);
            mostHeld = Math.max(mostHeld, table.held());
        }

        assertThat(mostHeld).isEqualTo(CallTable.CHUNK_CALLS);
        assertThat(table.count(CallState.SUCCEEDED)).isEqualTo(1_000_000);
        assertThat(table.readyBytes()).isZero();
    }

    @Test
    void aStageOfOneCallHoldsNextToNothing() {
        table.add(1);

        assertThat(table.held()).isLessThanOrEqualTo(8);
    }

    @Test
    void aCallOfADroppedChunkHasEndedAndTakesNoStep() {
        for (int call = 0; call < CallTable.CHUNK_CALLS; call++) {
            table.add(1);
            table.step(call, CallStep.CANCELLED);
        }

        assertThat(table.live(0)).isFalse();
        assertThat(table.held()).isZero();
        assertThatThrownBy(() -> table.step(0, CallStep.DISPATCHED))
                .hasMessageContaining("call 0 has ended")
                .hasMessageContaining("call 4095 in READY took CANCELLED");
    }

    @Test
    void liveCallsAreFoundAcrossChunks() {
        int calls = 3 * CallTable.CHUNK_CALLS + 5;
        for (int call = 0; call < calls; call++) {
            table.add(1);
            if (call % 1_000 != 0) {
                table.step(call, CallStep.CANCELLED);
            }
        }
        List<Integer> live = new ArrayList<>();

        table.forEachLive(live::add);

        assertThat(live).hasSize(13).contains(0, 12_000).allMatch(call -> call % 1_000 == 0);
    }

    @Test
    void theHistoryKeepsTheLatestSteps() {
        StepHistory history = new StepHistory();
        int steps = 2 * StepHistory.CAPACITY + 44;
        for (int call = 0; call < steps; call++) {
            history.add(0, call, CallState.READY, CallStep.DISPATCHED);
        }

        assertThat(history.describe(0).lines())
                .hasSize(StepHistory.CAPACITY)
                .startsWith("  0 ms ago: call " + (steps - StepHistory.CAPACITY) + " in READY took DISPATCHED")
                .endsWith("  0 ms ago: call " + (steps - 1) + " in READY took DISPATCHED");
    }

    @Test
    void aQueueKeepsItsOrderWhileItGrowsAndTurnsRound() {
        IntQueue queue = new IntQueue();
        int added = 0;
        int removed = 0;
        for (int round = 0; round < 200; round++) {
            for (int i = 0; i < 5; i++) {
                queue.add(added++);
            }
            for (int i = 0; i < 3; i++) {
                assertThat(queue.peek()).isEqualTo(removed++);
                queue.remove();
            }
        }
        while (!queue.isEmpty()) {
            assertThat(queue.peek()).isEqualTo(removed++);
            queue.remove();
        }
        assertThat(removed).isEqualTo(added);
    }

    @Test
    void callsBackOffInTheOrderOfTheirTimes() {
        BackOffQueue queue = new BackOffQueue();
        SplittableRandom random = new SplittableRandom(1);
        for (int call = 0; call < 1_000; call++) {
            queue.add(call, random.nextInt(100));
        }
        long last = -1;
        int lastCall = -1;
        for (int i = 0; i < 1_000; i++) {
            long due = queue.due();
            int call = queue.remove();
            assertThat(due).isGreaterThanOrEqualTo(last);
            assertThat(due > last || call > lastCall).as("ties go by number").isTrue();
            last = due;
            lastCall = call;
        }
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.due()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void backOffDoublesUpToItsCap() {
        BackOff backOff = new BackOff(1, 10, 1_000);
        for (int failures = 1; failures < 80; failures++) {
            long most = failures > 7 ? 1_000 : 10L << (failures - 1);
            long longest = 0;
            for (int i = 0; i < 200; i++) {
                longest = Math.max(longest, backOff.nanos(failures));
            }
            assertThat(longest).isBetween(most / 2, most);
        }
    }
}

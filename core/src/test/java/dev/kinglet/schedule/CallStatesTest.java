package dev.kinglet.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a stage holds for its calls. */
final class CallStatesTest {

    private final CallStates states = new CallStates(new CallLifecycle(), new Turn<String>());

    @Test
    void aMillionCallsThatEndInOrderHoldAChunkOrTwo() {
        int mostHeld = 0;
        for (int call = 0; call < 1_000_000; call++) {
            states.add(100);
            states.send(call, call);
            states.step(call, CallStep.SUCCEEDED);
            mostHeld = Math.max(mostHeld, states.held());
        }

        assertThat(mostHeld).isEqualTo(CallStates.CHUNK_CALLS);
        assertThat(states.count(CallState.SUCCEEDED)).isEqualTo(1_000_000);
        assertThat(states.readyBytes()).isZero();
    }

    @Test
    void aStageOfOneCallHoldsNextToNothing() {
        states.add(1);

        assertThat(states.held()).isLessThanOrEqualTo(8);
    }

    @Test
    void aCallOfADroppedChunkHasEndedAndTakesNoStep() {
        for (int call = 0; call < CallStates.CHUNK_CALLS; call++) {
            states.add(1);
            states.step(call, CallStep.CANCELLED);
        }

        assertThat(states.live(0)).isFalse();
        assertThat(states.held()).isZero();
        assertThatThrownBy(() -> states.step(0, CallStep.DISPATCHED))
                .hasMessageContaining("call 0 has ended")
                .hasMessageContaining("call 4095 in READY took CANCELLED");
    }

    @Test
    void liveCallsAreFoundAcrossChunks() {
        int calls = 3 * CallStates.CHUNK_CALLS + 5;
        for (int call = 0; call < calls; call++) {
            states.add(1);
            if (call % 1_000 != 0) {
                states.step(call, CallStep.CANCELLED);
            }
        }
        List<Integer> live = new ArrayList<>();

        states.forEachLive(live::add);

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
}

package dev.kinglet.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Thousands of worlds, each from a seed. A failure names the seed and tells the story; {@code -Dkinglet.seed=N} runs that one alone, and
 * {@code -Dkinglet.worlds=N} more of them.
 */
final class SchedulerSimulationTest {

    private static final int WORLDS = Integer.getInteger("kinglet.worlds", 1_000);

    static SimulatedFaults[] faults() {
        return new SimulatedFaults[] {
            SimulatedFaults.NONE, SimulatedFaults.BAD_CALLS, SimulatedFaults.BAD_PLATFORM, SimulatedFaults.EVERYTHING
        };
    }

    @ParameterizedTest
    @MethodSource("faults")
    void everyCallEndsOnceAndAsItMust(SimulatedFaults faults) {
        Long only = Long.getLong("kinglet.seed");
        long first = only == null ? 0 : only;
        long end = only == null ? WORLDS : only + 1;
        for (long seed = first; seed < end; seed++) {
            SimulatedWorld world = new SimulatedWorld(seed, faults);
            try {
                world.run();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(
                        "seed " + seed + " with " + faults + ": " + e.getMessage() + "\n" + world.story(), e);
            }
        }
    }

    @Test
    void theSameSeedGivesTheSameActions() {
        for (long seed = 0; seed < 50; seed++) {
            assertThat(actions(seed)).isEqualTo(actions(seed));
        }
    }

    private static List<String> actions(long seed) {
        SimulatedWorld world = new SimulatedWorld(seed, SimulatedFaults.EVERYTHING);
        world.run();
        return world.actions();
    }

    @Test
    void theWorldsTakeEveryRowOfTheTable() {
        Set<CallLifecycle.Transition> untaken = new HashSet<>(CallLifecycle.TABLE);
        for (long seed = 0; !untaken.isEmpty() && seed < 10L * WORLDS; seed++) {
            SimulatedWorld world = new SimulatedWorld(seed, SimulatedFaults.EVERYTHING);
            world.run();
            world.transitionsTaken().forEach(untaken::remove);
        }
        assertThat(untaken).isEmpty();
    }
}

package dev.kinglet.bench.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** The model against what was published. The median of some seeds is compared: a published run is one draw, too. */
class PublishedRunsTest {

    private static final int SEEDS = 15;
    private static final double TERA = 1e12;

    private static List<Outcome> run(PlatformModel model, Workload workload) {
        return LongStream.range(0, SEEDS)
                .mapToObj(seed -> Simulation.run(model, workload, seed))
                .toList();
    }

    private static double median(List<Outcome> outcomes, ToDoubleFunction<Outcome> figure) {
        double[] values = outcomes.stream().mapToDouble(figure).sorted().toArray();
        return values[values.length / 2];
    }

    private static double operations(int loops) {
        return 2.0 * 4_096 * 4_096 * 4_096 * loops;
    }

    @Test
    void lithopsThousandFunctionsComeOutWithinFivePercent() {
        List<Outcome> outcomes = run(Platforms.LITHOPS_2022, new Workload(1_000, 1_000, operations(5), 1_024, 1));

        Percentage tolerance = Percentage.withPercentage(5);
        assertThat(median(outcomes, Outcome::seconds)).isCloseTo(41.6, tolerance);
        assertThat(median(outcomes, outcome -> outcome.flops().effectivePerSecond() / TERA))
                .isCloseTo(16.5, tolerance);
        assertThat(median(outcomes, outcome -> outcome.flops().peakPerSecond() / TERA))
                .isCloseTo(19.5, tolerance);
        assertThat(median(outcomes, outcome -> outcome.startSeconds()[500])).isCloseTo(1.2, tolerance);
        // One value of a thousand each: they vary more.
        assertThat(median(outcomes, outcome -> outcome.startSeconds()[0])).isBetween(0.2, 0.4);
        assertThat(median(outcomes, outcome -> outcome.startSeconds()[999])).isBetween(3.0, 4.1);
    }

    @Test
    void pyWrensFunctionsWithTheirStragglersComeOutWithinTwelvePercent() {
        List<Outcome> outcomes = run(Platforms.PYWREN_2017, new Workload(2_800, 2_800, operations(10), 1_536, 1));

        Percentage tolerance = Percentage.withPercentage(12);
        assertThat(median(outcomes, Outcome::seconds)).isCloseTo(230.6, tolerance);
        assertThat(median(outcomes, outcome -> outcome.flops().effectivePerSecond() / TERA))
                .isCloseTo(16.7, tolerance);
        assertThat(median(outcomes, outcome -> outcome.flops().peakPerSecond() / TERA))
                .isCloseTo(44, tolerance);
        assertThat(Arrays.stream(outcomes.getFirst().startSeconds()).max().orElse(0))
                .isBetween(27.3, 41.0);
    }
}

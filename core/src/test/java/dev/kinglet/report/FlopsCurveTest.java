package dev.kinglet.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.FlopsReport;
import java.time.Duration;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FlopsCurveTest {

    private static final long SECOND = 1_000_000_000;
    private static final Offset<Double> NEARLY = Offset.offset(1e-6);

    private final FlopsCurve curve = new FlopsCurve();

    @Test
    void operationsAreSpreadEvenlyOverTheirRun() {
        curve.add(40, SECOND / 2, 2 * SECOND + SECOND / 2);

        FlopsReport report = curve.report(Duration.ofSeconds(4), 2, 100.0);

        assertThat(report.curve())
                .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-6 ? 0 : 1)
                .containsExactly(10.0, 20.0, 10.0);
        assertThat(report.operations()).isEqualTo(40);
        assertThat(report.effectivePerSecond()).isCloseTo(10, NEARLY);
        assertThat(report.peakPerSecond()).isCloseTo(20, NEARLY);
        assertThat(report.perDollar()).isCloseTo(20, NEARLY);
        assertThat(report.shareOfTarget()).isCloseTo(0.1, NEARLY);
    }

    @Test
    void aJobShorterThanABinHasItsMeanForAPeak() {
        curve.add(10, 0, SECOND / 10);

        FlopsReport report = curve.report(Duration.ofMillis(200), 0, null);

        assertThat(report.effectivePerSecond()).isCloseTo(50, NEARLY);
        assertThat(report.peakPerSecond()).isCloseTo(50, NEARLY);
        assertThat(report.perDollar()).isZero();
        assertThat(report.shareOfTarget()).isNull();
    }

    @Test
    void whatSeemsToLieBeforeTheSubmissionCountsAtItsBeginning() {
        curve.add(7, -5 * SECOND, -SECOND);

        assertThat(curve.report(Duration.ofSeconds(1), 0, null).curve()).containsExactly(7.0);
    }

    @Test
    void binsBecomeWiderInAJobOfDays() {
        curve.add(6, 0, 2 * SECOND);
        curve.add(12, SECOND, 3 * SECOND);
        curve.add(8, 100_000 * SECOND, 100_002 * SECOND);

        FlopsReport report = curve.report(Duration.ofSeconds(100_002), 0, null);

        assertThat(report.bin()).isEqualTo(Duration.ofSeconds(2));
        assertThat(report.curve()).hasSize(50_001);
        assertThat(report.curve().get(0)).isCloseTo(6, NEARLY);
        assertThat(report.curve().get(1)).isCloseTo(3, NEARLY);
        assertThat(report.curve().getLast()).isCloseTo(4, NEARLY);
        assertThat(report.operations()).isEqualTo(26);
    }

    @Test
    void withoutOperationsThereIsNoCurve() {
        FlopsReport report = curve.report(Duration.ZERO, 0, null);

        assertThat(report.curve()).isEmpty();
        assertThat(report.peakPerSecond()).isZero();
    }
}

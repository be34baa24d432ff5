package dev.kinglet.bench.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.bench.simulate.PlatformModel.Faults;
import dev.kinglet.invoke.AwsLambda;
import dev.kinglet.invoke.PlatformProfile.Time;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SimulationTest {

    private static final double OPERATIONS = 2.0 * 4_096 * 4_096 * 4_096 * 10;

    @Test
    void theSameSeedGivesTheSameOutcome() {
        Workload workload = new Workload(500, 1_500, OPERATIONS, 1_769, 1);

        Outcome first = Simulation.run(Platforms.LAMBDA, workload, 7);
        Outcome second = Simulation.run(Platforms.LAMBDA, workload, 7);
        Outcome other = Simulation.run(Platforms.LAMBDA, workload, 8);

        assertThat(second.seconds()).isEqualTo(first.seconds());
        assertThat(second.flops()).isEqualTo(first.flops());
        assertThat(second.startSeconds()).isEqualTo(first.startSeconds());
        assertThat(other.seconds()).isNotEqualTo(first.seconds());
    }

    @Test
    void theRampBoundsHowManyFunctionsThereAreAndIsUsed() {
        Workload workload = new Workload(2_800, 2_800, OPERATIONS, 1_769, 1);

        Outcome outcome = Simulation.run(Platforms.LAMBDA, workload, 1);

        double ramp = (2_800 - 1_000) / 100.0;
        assertThat(outcome.startSeconds()[2_799]).isBetween(ramp, 1.5 * ramp);
        assertThat(outcome.mostAtOnce()).isEqualTo(2_800);
        assertThat(outcome.succeeded()).isEqualTo(2_800);
    }

    @Test
    void lostAndThrottledInvocationsAreMadeUpFor() {
        PlatformModel bad = Platforms.LAMBDA.with(new Faults(0.02, 0.01));

        Outcome outcome = Simulation.run(bad, new Workload(100, 2_000, OPERATIONS / 10, 1_769, 1), 3);

        assertThat(outcome.lost()).isPositive();
        assertThat(outcome.throttles()).isPositive();
        assertThat(outcome.succeeded()).isEqualTo(2_000);
        assertThat(outcome.flops().operations()).isEqualTo(2_000 * OPERATIONS / 10);
    }

    @Test
    void aCallThatDoesNotEndInTimeIsKilledAndFails() {
        PlatformModel brief = Platforms.LAMBDA
                .with(new Faults(0, 0))
                .with(AwsLambda.PROFILE.with(new Time(
                        Duration.ofSeconds(10), AwsLambda.PROFILE.time().source())));

        Outcome outcome = Simulation.run(brief, new Workload(2, 3, OPERATIONS, 1_769, 1), 3);

        assertThat(outcome.failed()).isEqualTo(3);
        assertThat(outcome.flops().operations()).isZero();
        assertThat(outcome.dollars()).isPositive();
    }

    @Test
    void aHundredThousandCallsOnAThousandFunctions() {
        Outcome outcome = Simulation.run(Platforms.LAMBDA, new Workload(1_000, 100_000, 1e10, 1_769, 1), 5);

        assertThat(outcome.succeeded()).isEqualTo(100_000);
        assertThat(outcome.flops().effectivePerSecond()).isPositive();
    }
}

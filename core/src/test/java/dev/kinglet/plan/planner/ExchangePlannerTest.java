package dev.kinglet.plan.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kinglet.invoke.AwsLambda;
import dev.kinglet.invoke.PlatformProfile;
import dev.kinglet.invoke.PlatformProfile.Prices;
import dev.kinglet.store.StoreProfile;
import org.junit.jupiter.api.Test;

class ExchangePlannerTest {

    private static final long SHARE_BYTES = 64 << 20;
    private static final PlatformProfile LAMBDA = AwsLambda.PROFILE;

    private final ExchangePlanner lambda =
            new ExchangePlanner(1_000, 1_769, LAMBDA, StoreProfile.of("s3://bucket/jobs"));
    private final ExchangePlanner laptop = new ExchangePlanner(8, 1_024, LAMBDA, StoreProfile.of("file:///tmp/store"));

    /** What shares of the usual size leave, and consumers of that size read. */
    private static ExchangePlanner.Load shares(int many) {
        return new ExchangePlanner.Load(many * SHARE_BYTES, many, many);
    }

    private static int firstWithTwoLevels(ExchangePlanner plan) {
        int shares = 2;
        while (plan.choose(shares(shares)).levels() == 1) {
            shares++;
        }
        return shares;
    }

    @Test
    void littleTakesOneLevelInAnyStore() {
        for (ExchangePlanner plan : new ExchangePlanner[] {lambda, laptop}) {
            assertThat(plan.choose(new ExchangePlanner.Load(0, 0, 1)).levels()).isEqualTo(1);
            assertThat(plan.choose(new ExchangePlanner.Load(1_000, 1, 1)).levels())
                    .isEqualTo(1);
            assertThat(plan.choose(new ExchangePlanner.Load(30_000, 16, 8)).levels())
                    .isEqualTo(1);
            assertThat(plan.choose(new ExchangePlanner.Load(1_000_000, 400, 1)).levels())
                    .isEqualTo(1);
            assertThat(plan.choose(shares(16)).levels()).isEqualTo(1);
        }
    }

    @Test
    void inS3TwoLevelsPayWhereReadsAreOfHalfAMegabyteOrLess() {
        int shares = firstWithTwoLevels(lambda);

        assertThat((double) SHARE_BYTES / shares).isBetween(0.25e6, 0.6e6);
        assertThat(lambda.choose(shares(4 * shares)).levels()).isEqualTo(2);
    }

    @Test
    void byPriceAloneTwoLevelsPayFromAboutFourteenHundredWorkersATerabyte() {
        // Bandwidth and Lambda's and S3's prices, but neither latency, nor limits of requests, nor a price of an
        // upload's parts.
        ExchangePlanner plan = new ExchangePlanner(
                1_400,
                1_769,
                LAMBDA,
                new StoreProfile(
                        0, 1, 75e6, 75e6, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 0.4e-6, 0, 0, 0));
        // Reads of the size that a terabyte has between so many workers, at a scale where memory does not make them
        // smaller.
        int workers = (int) Math.round(Math.sqrt(1e12 / SHARE_BYTES * firstWithTwoLevels(plan)));

        assertThat(workers).isBetween(1_200, 1_700);
    }

    @Test
    void aFolderTakesOneLevelAsLongAsMemoryMergesAllRuns() {
        assertThat(laptop.choose(shares(laptop.mostRuns())).levels()).isEqualTo(1);

        ExchangePlanner.Strategy way = laptop.choose(shares(laptop.mostRuns() + 1));

        assertThat(way.levels()).isEqualTo(2);
        assertThat(way.why()).contains("652 runs", "1024 MB", "at most 651");
    }

    @Test
    void theLessMemoryTheFewerRunsAndGroupsFitIt() {
        ExchangePlanner little = new ExchangePlanner(8, 128, LAMBDA, StoreProfile.FOLDER);

        assertThat(little.mostRuns()).isEqualTo(81);
        assertThat(little.grid(shares(100_000)).runsEach()).isEqualTo(81);
        assertThat(little.grid(shares(1_000)).runsEach()).isEqualTo(32);
    }

    @Test
    void aGridTakesTwiceTheRunsTimesTheirRootOfReads() {
        ExchangePlanner.Load load = new ExchangePlanner.Load(1 << 20, 1_024, 1_024);

        ExchangePlanner.Grid grid = lambda.grid(load);

        assertThat(grid).isEqualTo(new ExchangePlanner.Grid(32, 32));
        assertThat(lambda.twoLevels(load, grid).reads()).isCloseTo(2 * 1_024 * 32, within(1e-6));
        assertThat(lambda.oneLevel(load).reads()).isCloseTo(1_024 * 1_024, within(1e-6));
    }

    @Test
    void whereFunctionsCostNothingTimeDecides() {
        ExchangePlanner free = new ExchangePlanner(
                1_000, 10_240, LAMBDA.with(new Prices(0, 0, LAMBDA.prices().source())), StoreProfile.FOLDER);

        assertThat(free.choose(shares(100)).levels()).isEqualTo(1);
        assertThat(free.choose(shares(8_000)).levels()).isEqualTo(2);
    }

    @Test
    void theReasonHasTheFiguresOfBothWays() {
        assertThat(lambda.choose(shares(16)).why())
                .startsWith("one level: 256 reads, ")
                .contains("two would be")
                .contains("dollars");
        assertThat(lambda.choose(shares(400)).why()).startsWith("two levels: ").contains("one would be 160,000 reads");
    }
}

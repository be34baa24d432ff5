package dev.kinglet.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** How many invocations may be under way, by what the platform took and refused. */
final class PacingTest {

    private static final long SECOND = 1_000_000_000;
    private static final BackOff BACK_OFF = new BackOff(SECOND / 20, 20 * SECOND);
    private static final int MOST = 100;

    private static Pacing refused(Pacing pacing, long invocation, long lastSent, int underWay, long now) {
        return pacing.throttled(new Pacing.Refusal(invocation, lastSent, underWay, 0), BACK_OFF, 0.5, now);
    }

    @Test
    void withoutARefusalAllPlacesAreOpen() {
        Pacing pacing = Pacing.open(MOST);

        assertThat(pacing.limit()).isEqualTo(MOST);
        assertThat(pacing.opensNanos()).isEqualTo(Long.MIN_VALUE);
        assertThat(pacing.growsNanos()).isEqualTo(Long.MAX_VALUE);
        assertThat(pacing.answered()).isSameAs(pacing);
    }

    @Test
    void asManyStayAsWereTakenAndThePauseIsWhatThePlatformAsksFor() {
        Pacing pacing =
                Pacing.open(MOST).throttled(new Pacing.Refusal(11, 100, 10, 3 * SECOND), BACK_OFF, 0.5, 7 * SECOND);

        assertThat(pacing.limit()).isEqualTo(10);
        assertThat(pacing.opensNanos()).isEqualTo(10 * SECOND);
        assertThat(pacing.growsNanos()).isEqualTo(10 * SECOND);
    }

    @Test
    void refusalsOfOneRoundCountAsOneAndEachRoundDoublesThePause() {
        Pacing pacing = Pacing.open(MOST);
        long sent = 0;
        for (int round = 1; round <= 5; round++) {
            long first = sent + 1;
            sent += 10;
            for (long invocation = first; invocation <= sent; invocation++) {
                pacing = refused(pacing, invocation, sent, 0, 100L * round * SECOND);
            }
            assertThat(pacing.throttledRounds()).isEqualTo(round);
            assertThat(pacing.opensNanos() - 100L * round * SECOND).isEqualTo(BACK_OFF.nanos(round, 0.5));
        }
        assertThat(pacing.answered().throttledRounds()).isZero();
    }

    @Test
    void aRoundOfAnswersAddsOne() {
        Pacing pacing = refused(Pacing.open(MOST), 1, 10, 10, 0);
        for (int answer = 0; answer < 11; answer++) {
            pacing = pacing.answered();
        }
        assertThat(pacing.limit()).isEqualTo(11);
    }

    @Test
    void withEachSecondWithoutARefusalItGrowsTwiceAsFast() {
        Pacing pacing = refused(Pacing.open(MOST), 1, 10, 10, 0);
        int underWay = 10;
        int[] limits = {11, 13, 17, 25, 41, 73, 100};
        for (int limit : limits) {
            long due = pacing.growsNanos();
            pacing = pacing.grown(underWay, due);
            assertThat(pacing.limit()).isEqualTo(limit);
            assertThat(pacing.growsNanos()).isEqualTo(limit == MOST ? Long.MAX_VALUE : due + SECOND);
            underWay = limit;
        }
    }

    @Test
    void whateverHappensThereIsAPlaceAndNeverTooMany() {
        SplittableRandom random = new SplittableRandom(1);
        Pacing pacing = Pacing.open(MOST);
        long sent = 0;
        for (int i = 0; i < 10_000; i++) {
            sent += random.nextInt(10);
            int underWay = random.nextInt(MOST + 1);
            pacing = switch (random.nextInt(3)) {
                case 0 -> pacing.answered();
                case 1 -> refused(pacing, Math.max(1, sent - random.nextInt(20)), sent, underWay, i * SECOND);
                default -> pacing.grown(underWay, i * SECOND);
            };
            assertThat(pacing.limit()).isBetween(1, MOST);
        }
    }
}

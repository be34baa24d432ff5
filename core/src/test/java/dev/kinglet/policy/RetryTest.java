package dev.kinglet.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.ErrorCode;
import dev.kinglet.policy.Retry.Decision;
import dev.kinglet.policy.Retry.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which call is tried again. */
final class RetryTest {

    private static final int ATTEMPTS = 3;
    private static final int RESENDS = 20;
    private static final BackOff BACK_OFF = new BackOff(10, 1_000);
    private static final Retry RETRY = new Retry.Counted(ATTEMPTS, false, RESENDS, BACK_OFF);
    private static final Retry OF_FUNCTIONS = new Retry.Counted(ATTEMPTS, true, RESENDS, BACK_OFF);

    private static Failure failure(ErrorCode cause, boolean answered, int failures, int resends) {
        return new Failure(cause, answered, failures, resends, 512);
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void anAttemptThatHasFailedIsFollowedByAnotherWhereThatMayHelpAndOneIsLeft(ErrorCode cause) {
        for (int failures = 1; failures <= ATTEMPTS + 1; failures++) {
            Decision decision = RETRY.decide(failure(cause, true, failures, 0), 0.5);

            boolean again = cause.retryable() && failures < ATTEMPTS;
            assertThat(decision)
                    .isEqualTo(again ? new Decision.Again(BACK_OFF.nanos(failures, 0.5), 512) : new Decision.GiveUp());
        }
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void whatWasLostInCompanyGoesAgainAloneUnlessNoCallWouldFareBetter(ErrorCode cause) {
        Decision decision = RETRY.decide(failure(cause, false, 1, RESENDS), 0.5);

        switch (cause) {
            case CANCELLED, INVOCATION_REFUSED -> assertThat(decision).isEqualTo(new Decision.GiveUp());
            case WORKER_NOT_STARTED, INVOCATION_THROTTLED ->
                assertThat(decision).isInstanceOf(Decision.Again.class);
            default -> assertThat(decision).isEqualTo(new Decision.Apart());
        }
    }

    @Test
    void nobodyGoesAgainWithoutAChargeForEver() {
        assertThat(RETRY.decide(failure(ErrorCode.EXITED, false, 1, RESENDS + 1), 0))
                .isEqualTo(new Decision.GiveUp());
    }

    @Test
    void anExceptionOfTheFunctionIsWorthAnotherAttemptOnlyWhereTheUserSaysSo() {
        Failure threw = failure(ErrorCode.FUNCTION_THREW, true, 1, 0);

        assertThat(RETRY.decide(threw, 0)).isEqualTo(new Decision.GiveUp());
        assertThat(OF_FUNCTIONS.decide(threw, 0)).isEqualTo(new Decision.Again(0, 512));
    }

    @Test
    void backOffDoublesUpToItsCapAndJitterIsFull() {
        for (int failures = 1; failures < 80; failures++) {
            long most = failures > 7 ? 1_000 : 10L << (failures - 1);

            assertThat(BACK_OFF.nanos(failures, 0)).isZero();
            assertThat(BACK_OFF.nanos(failures, 0.5)).isBetween(most / 2, most / 2 + 1);
            assertThat(BACK_OFF.nanos(failures, Math.nextDown(1.0))).isEqualTo(most);
        }
    }

    @Test
    void aBackOffWithoutEndDoesNotOverflow() {
        BackOff endless = new BackOff(Long.MAX_VALUE / 2, Long.MAX_VALUE);

        assertThat(endless.nanos(1_000, Math.nextDown(1.0))).isPositive();
    }
}

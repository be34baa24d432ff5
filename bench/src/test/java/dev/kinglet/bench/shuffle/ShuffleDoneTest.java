package dev.kinglet.bench.shuffle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShuffleDoneTest {

    private static final int PRODUCERS = 8;
    private static final int CONSUMERS = 4;
    private static final long MEGABYTE = 1_000_000;

    private static ShuffleDone done(int attempts, long uploads, long rangeReads, long megabytes) {
        return new ShuffleDone(1, PRODUCERS, CONSUMERS, attempts, uploads, rangeReads, 2, megabytes * MEGABYTE);
    }

    @Test
    void anUploadForEachProducerAndAReadForEachPairIsAsItShouldBe() {
        assertThatCode(done(12, 8, 32, 80)::check).doesNotThrowAnyException();
    }

    @Test
    void oneReadMoreOrLessIsAnError() {
        assertThatThrownBy(done(12, 8, 33, 80)::check)
                .hasMessageContaining("8 + 8 x 4 = 40 requests; made were 8 + 33, and 2 for other things");
        assertThatThrownBy(done(12, 8, 31, 80)::check).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void oneUploadMoreIsAnError() {
        assertThatThrownBy(done(12, 9, 32, 80)::check).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatIsTooLargeForOneRequestMayTakeAsManyAsItHasPieces() {
        assertThatCode(done(12, 8, 64, 200)::check).doesNotThrowAnyException();
        assertThat(done(12, 8, 64, 200).formula()).contains("8 x 4, or up to 2 times as many");
        assertThatThrownBy(done(12, 8, 65, 200)::check).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void nothingIsSaidWhereCallsWereAttemptedAgain() {
        assertThatCode(done(13, 9, 32, 80)::check).doesNotThrowAnyException();
    }
}

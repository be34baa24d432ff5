package dev.kinglet.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.CallId;
import dev.kinglet.store.Keys;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

final class KeysTest {

    private static final CallId CALL = new CallId("job", 1, 2);

    @Test
    @ResourceLock(Resources.LOCALE)
    void keysAreTheSameWhateverDigitsTheUserWrites() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertThat(Keys.part(12, ".csv")).isEqualTo("part-00012.csv");
            assertThat(Keys.badRecords("job", 3)).isEqualTo("bad-job-00003.jsonl");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void partsSortAsTheirNumbersDoHoweverManyThereAre() {
        assertThat(IntStream.of(0, 9, 10, 99_999, 100_000, 100_001, 1_000_000, Integer.MAX_VALUE)
                        .mapToObj(number -> Keys.part(number, ".csv")))
                .isSorted();
    }

    @Test
    void everyKeyThatAnAttemptWritesHasItsNumber() {
        assertThat(Keys.output(CALL, 3)).isEqualTo("jobs/job/1/2/3/output");
        assertThat(Keys.staged(CALL, 3)).isEqualTo(".staged/job/1/2/3").matches(Keys::isStaged);
    }
}

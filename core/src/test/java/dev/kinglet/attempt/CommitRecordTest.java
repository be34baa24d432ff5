package dev.kinglet.attempt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.CallId;
import org.junit.jupiter.api.Test;

final class CommitRecordTest {

    private static final CommitRecord RECORD = new CommitRecord(2, 5_000_000_000L, "abc");

    @Test
    void comesBackAsItWas() {
        assertThat(CommitRecord.decode(RECORD.encode())).isEqualTo(RECORD);
    }

    @Test
    void pointsToTheOutputOfItsAttempt() {
        assertThat(RECORD.outcome(new CallId("j", 1, 3)))
                .isEqualTo(new AttemptOutcome.Staged("jobs/j/1/3/2/output", 5_000_000_000L, "abc"));
    }

    @Test
    void whatIsNoRecordIsRefused() {
        assertThatThrownBy(() -> CommitRecord.decode("{\"attempt\":1}".getBytes(UTF_8)))
                .hasMessageContaining("length null");
        assertThatThrownBy(() -> CommitRecord.decode("x".getBytes(UTF_8))).hasMessageContaining("malformed");
    }
}

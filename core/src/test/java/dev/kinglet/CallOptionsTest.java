package dev.kinglet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CallOptionsTest {

    private final CallOptions options = CallOptions.defaults();

    @Test
    void valuesThatMakeNoSenseAreRefusedWithTheirNameAndBound() {
        assertThatThrownBy(() -> options.attempts(0)).hasMessage("attempts must be at least 1, but is 0");
        assertThatThrownBy(() -> options.memoryMegabytes(-1)).hasMessageContaining("memoryMegabytes");
        assertThatThrownBy(() -> options.callsPerInvocation(0)).hasMessageContaining("callsPerInvocation");
        assertThatThrownBy(() -> options.timeLimit(Duration.ZERO))
                .hasMessage("timeLimit must be positive, but is PT0S");
    }

    @Test
    void aTimeThatIsMeantToBeForEverIsRefusedHereAndNotByAnOverflowLater() {
        Duration forEver = ChronoUnit.FOREVER.getDuration();

        assertThatThrownBy(() -> options.deadline(forEver))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("deadline must be at most 365 days");
        assertThatThrownBy(() -> options.timeLimit(forEver)).hasMessageContaining("timeLimit must be at most 365 days");
        assertThat(options.timeLimit(CallOptions.MAX_TIME)
                        .deadline(CallOptions.MAX_TIME)
                        .deadline())
                .isEqualTo(CallOptions.MAX_TIME);
    }

    @Test
    void eachMethodChangesItsValueAndNoOther() {
        CallOptions all = options.timeLimit(Duration.ofSeconds(1))
                .memoryMegabytes(2)
                .attempts(3)
                .environment(Map.of("A", "b"))
                .failingFast()
                .retryingFunctionFailures()
                .callsPerInvocation(4)
                .deadline(Duration.ofSeconds(5))
                .stagingResults();

        assertThat(all)
                .isEqualTo(new CallOptions(
                        Duration.ofSeconds(1), 2, 3, Map.of("A", "b"), true, true, 4, Duration.ofSeconds(5), true));
    }
}

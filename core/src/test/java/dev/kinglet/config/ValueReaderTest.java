package dev.kinglet.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueReaderTest {

    private final ValueReader<Duration> duration = ValueReader.duration(Duration.ofMillis(1), Duration.ofDays(7));

    @ParameterizedTest
    @CsvSource({
        "500ms,500",
        "30s,30000",
        "15m,900000",
        "15 min,900000",
        "2h,7200000",
        "1d,86400000",
        "PT15M,900000",
        "pt1s,1000"
    })
    void timesHaveUnits(String text, long millis) {
        assertThat(duration.read(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", "s", "", "-3s", "3 weeks", "99999999999999999999s", "P"})
    void aTimeWithoutMeaningIsRefusedWithExamples(String text) {
        assertThatThrownBy(() -> duration.read(text)).hasMessageContaining("must be a time such as 500ms");
    }

    @Test
    void aTimeOutOfBoundsIsRefusedWithTheBounds() {
        assertThatThrownBy(() -> duration.read("8d")).hasMessage("must be from 1ms to 7d");
        assertThatThrownBy(() -> duration.read("0s")).hasMessage("must be from 1ms to 7d");
    }

    @ParameterizedTest
    @CsvSource({"512,512", "512 MB,512", "512m,512", "1 GB,1024", "2g,2048"})
    void memoryIsInMegabytesWhereNoUnitIsGiven(String text, int megabytes) {
        assertThat(ValueReader.megabytes(64, 1 << 20).read(text)).isEqualTo(megabytes);
    }

    @ParameterizedTest
    @CsvSource({"65536,65536", "64 KB,65536", "1 MB,1048576", "0,0"})
    void sizesAreInBytesWhereNoUnitIsGiven(String text, int bytes) {
        assertThat(ValueReader.bytes(0, 4 << 20).read(text)).isEqualTo(bytes);
    }

    @Test
    void sizesWithoutMeaningOrOutOfBoundsAreRefused() {
        assertThatThrownBy(() -> ValueReader.megabytes(64, 1024).read("much"))
                .hasMessageContaining("a size such as 512");
        assertThatThrownBy(() -> ValueReader.megabytes(64, 1024).read("2 GB"))
                .hasMessage("must be from 64 MB to 1024 MB");
    }

    @Test
    void numbersAreCheckedAgainstTheirBounds() {
        assertThat(ValueReader.wholeNumber(1, 10).read(" 7 ")).isEqualTo(7);
        assertThatThrownBy(() -> ValueReader.wholeNumber(1, 10).read("11")).hasMessage("must be from 1 to 10");
        assertThatThrownBy(() -> ValueReader.wholeNumber(1, 10).read("x"))
                .hasMessage("must be a whole number from 1 to 10");
        assertThat(ValueReader.decimal(0, 10).read("0.2")).isEqualTo(0.2);
        assertThatThrownBy(() -> ValueReader.decimal(0, 10).read("NaN")).hasMessage("must be a number from 0 to 10");
    }

    @ParameterizedTest
    @CsvSource({"40TF,4e13", "1.5 pf,1.5e15", "500 GFLOPS,5e11", "2e12,2e12", "7,7", "3 kF,3000", "9F,9"})
    void ratesHavePrefixes(String text, double perSecond) {
        assertThat(ValueReader.rate().read(text)).isEqualTo(perSecond);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "TF", "40T", "1..2F", "much", "1e999"})
    void ratesWithoutMeaningAreRefusedWithExamples(String text) {
        assertThatThrownBy(() -> ValueReader.rate().read(text))
                .hasMessage("must be operations per second above zero, such as 40TF, 500 GFLOPS or 2e12");
    }

    @Test
    void noneIsTheAbsenceOfALimit() {
        assertThat(ValueReader.optional(duration).read("none")).isEmpty();
        assertThat(ValueReader.optional(duration).read("1s")).contains(Duration.ofSeconds(1));
    }
}

package dev.kinglet.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigitsTest {

    private static @Nullable Double number(String text) {
        byte[] bytes = ("7" + text + "7").getBytes(UTF_8);
        return Digits.number(bytes, 1, bytes.length - 1);
    }

    private static @Nullable Long wholeNumber(String text) {
        byte[] bytes = ("7" + text + "7").getBytes(UTF_8);
        return Digits.wholeNumber(bytes, 1, bytes.length - 1);
    }

    @Test
    void plainNumbersAreThoseThatTheJdkReads() {
        Random random = new Random(6);
        for (int i = 0; i < 100_000; i++) {
            BigDecimal value = new BigDecimal(new BigInteger(random.nextInt(50), random), random.nextInt(16));
            String text = (random.nextBoolean() ? "-" : "") + value.toPlainString();
            Double number = number(text);
            if (number != null) {
                assertThat(number).as(text).isEqualTo(Double.parseDouble(text));
            }
        }
        assertThat(number("40.922326")).isEqualTo(40.922326);
        assertThat(number("-0")).isEqualTo(-0.0);
        assertThat(number(".5")).isEqualTo(0.5);
        assertThat(number("5.")).isEqualTo(5.0);
        assertThat(number("999999999999999")).isEqualTo(999999999999999.0);
        assertThat(wholeNumber("-00120")).isEqualTo(-120);
        assertThat(wholeNumber("999999999999999")).isEqualTo(999999999999999L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-", ".", "-.", "1e5", "+1", " 1", "1.2.3", "1234567890123456", "NaN", "--1", "1-", "١"})
    void anythingElseIsLeftToTheJdk(String text) {
        assertThat(number(text)).isNull();
        assertThat(wholeNumber(text)).isNull();
    }

    @Test
    void aWholeNumberHasNoPoint() {
        assertThat(wholeNumber("1.0")).isNull();
    }
}

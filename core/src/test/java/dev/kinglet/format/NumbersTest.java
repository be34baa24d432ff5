package dev.kinglet.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.Row;
import dev.kinglet.Sources;
import dev.kinglet.closure.UndecodableException;
import dev.kinglet.store.TestStores;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers keep what their texts say, or are something that does. */
class NumbersTest {

    @TempDir
    Path folder;

    private Object inferred(String... values) throws IOException {
        Path file = Files.writeString(folder.resolve("x.csv"), "value\n" + String.join("\n", values) + "\n");
        List<Row> rows = new Reading().all(SharePlanner.plan(Sources.csv(file.toString()), TestStores.ANY, 1 << 20, 1));
        return Objects.requireNonNull(rows.getLast().values().getFirst());
    }

    @ParameterizedTest
    @CsvSource({
        "7, Long",
        "-7, Long",
        "0, Long",
        "-0, Double",
        "007, String",
        "01234, String",
        "+1, String",
        "9223372036854775807, Long",
        "9223372036854775808, BigInteger",
        "12345678901234567890, BigInteger",
        "0.1, Double",
        "0.30000000000000004, Double",
        "0.10000000000000001, Double",
        "1234567890123456.78, BigDecimal",
        "3.141592653589793238, BigDecimal",
        "1e5, Double",
        "1e400, BigDecimal",
        "1e-400, BigDecimal",
        "4.9E-324, Double",
        "1e99999999999, String",
        "1.7976931348623157E308, Double",
        "NaN, String",
        "Infinity, String",
        "0x10, String",
        "1_000, String",
        "1d, String",
        "١٢, String",
        "1., String",
        ".5, String",
        "'1,5', String"
    })
    void typesThatAreInferredLoseNothing(String text, String type) throws IOException {
        Object value = inferred(text.contains(",") ? "\"" + text + "\"" : text);

        assertThat(value.getClass().getSimpleName()).isEqualTo(type);
    }

    /** Doubles are written with as many digits as somebody likes; other numbers that look alike are no doubles. */
    @Test
    void doublesAreKnownByTheirDigits() {
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertThat(Numbers.keeps(Double.toString(value), value))
                        .as("%s", value)
                        .isTrue();
                String long17 = String.format(Locale.ROOT, "%.16e", new BigDecimal(value));
                assertThat(Numbers.keeps(long17, Double.parseDouble(long17)))
                        .as(long17)
                        .isTrue();
                assertThat(Numbers.keeps(new BigDecimal(value).toString(), value))
                        .isTrue();
            }
            String digits = new BigInteger(90, random).toString();
            boolean exact = new BigDecimal(Double.parseDouble(digits)).compareTo(new BigDecimal(digits)) == 0;
            assertThat(Numbers.keeps(digits, Double.parseDouble(digits)))
                    .as(digits)
                    .isEqualTo(exact);
        }
    }

    @Test
    void aLaterValueThatTheInferredTypeWouldCutIsRefused() throws IOException {
        for (String[] pair : new String[][] {
            {"90210", "01234"},
            {"1", "12345678901234567890"},
            {"0.5", "1234567890123456.78"},
            {"0.5", "1e400"},
            {"1", "-0"},
            {"1", "+1"},
            {"1.5", "x"}
        }) {
            String[] values = new String[1_001];
            java.util.Arrays.fill(values, pair[0]);
            values[1_000] = pair[1];
            assertThatThrownBy(() -> inferred(values))
                    .as(pair[1])
                    .isInstanceOf(UndecodableException.class)
                    .hasMessageContainingAll("row 1002", pair[1], "first 1000 rows", "column(\"value\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1e400", "1d", "0x1p3", "1f", "1,5", "1_0", "", "inf"})
    void whatIsNoDoubleIsRefused(String text) {
        assertThatThrownBy(() -> Scalar.DOUBLE.parse(text, double.class)).hasMessageContaining("expected a number");
        assertThatThrownBy(() -> Scalar.FLOAT.parse(text, float.class)).hasMessageContaining("expected a number");
    }

    @Test
    void whatIsTooLargeForAFloatIsRefused() throws MisfitException {
        assertThatThrownBy(() -> Scalar.FLOAT.parse("1e39", float.class)).hasMessageContaining("BigDecimal");
        assertThat(Scalar.FLOAT.parse("Infinity", float.class)).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(Scalar.DOUBLE.parse("-Infinity", double.class)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThatThrownBy(() -> Scalar.IDENTIFIER.parse("1-1-1-1-1", java.util.UUID.class))
                .hasMessageContaining("a UUID");
    }
}

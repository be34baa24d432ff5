package dev.kinglet.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BenchmarkResultTest {

    private final BenchmarkResult result = new BenchmarkResult(
            "dispatch",
            "./kinglet bench dispatch --calls 10",
            "2 x \"fast\"",
            Instant.EPOCH,
            new Figures().add("calls_per_second", 123_456).add("median_millis", 0.25));

    @Test
    void programsGetOneObject() {
        assertThat(ResultFile.write(result))
                .isEqualTo("{\"benchmark\":\"dispatch\",\"command\":\"./kinglet bench dispatch --calls 10\","
                        + "\"machine\":\"2 x \\\"fast\\\"\",\"date\":\"1970-01-01T00:00:00Z\","
                        + "\"figures\":{\"calls_per_second\":123456.0,\"median_millis\":0.25}}");
    }

    @Test
    void peopleGetATable() {
        StringWriter table = new StringWriter();

        result.print(new PrintWriter(table));

        assertThat(table.toString().lines())
                .containsExactly(
                        "dispatch on 2 x \"fast\"",
                        "  calls_per_second                 123,456",
                        "  median_millis                    0.2500");
    }

    @Test
    void aFigureIsGivenOnce() {
        Figures figures = new Figures().add("calls", 1);

        assertThatThrownBy(() -> figures.add("calls", 2)).hasMessageContaining("calls is there already");
    }

    @Test
    void quantilesAreMeasuredValues() {
        double[] values = {5, 1, 4, 2, 3};

        assertThat(Statistics.median(values)).isEqualTo(3);
        assertThat(Statistics.quantile(values, 0)).isEqualTo(1);
        assertThat(Statistics.quantile(values, 1)).isEqualTo(5);
        assertThatThrownBy(() -> Statistics.median(new double[0])).hasMessageContaining("nothing was measured");
    }
}

package dev.kinglet.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class JmhBenchmarkTest {

    @Test
    void aMethodThatRunsWithSeveralParametersIsSeveralFigures() {
        assertThat(JmhBenchmark.name("dev.kinglet.bench.jmh.RowsBenchmark.writeRow", List.of("LZ4", "pair")))
                .isEqualTo("write_row_lz4_pair_micros");
        assertThat(JmhBenchmark.name("dev.kinglet.bench.jmh.CodecBenchmark.encodeInteger", List.of()))
                .isEqualTo("encode_integer_micros");
    }

    @Test
    void whateverUnitABenchmarkHasItIsToldInMicroseconds() {
        assertThat(JmhBenchmark.micros(1_500, "ns/op")).isEqualTo(1.5);
        assertThat(JmhBenchmark.micros(1.5, "us/op")).isEqualTo(1.5);
        assertThat(JmhBenchmark.micros(1.5, "ms/op")).isEqualTo(1_500);
        assertThatThrownBy(() -> JmhBenchmark.micros(1, "ops/s")).hasMessageContaining("gives ops/s");
    }
}

package dev.kinglet.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.bench.page.Plot;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {

    private static BenchmarkResult result(Figures figures) {
        return new BenchmarkResult("flops", "./kinglet bench flops", "2 x fast", Instant.EPOCH, figures);
    }

    @Test
    void aResultIsReadAsItWasWritten(@TempDir Path folder) throws Exception {
        Plot plot = Plot.histogram("rates", "GFLOPS", "calls", new double[] {1, 2, 3});
        BenchmarkResult result =
                result(new Figures().add("seconds", 1.5).note("It went well.").plot(plot));
        Path file = Files.writeString(folder.resolve("r.json"), ResultFile.write(result));

        BenchmarkResult read = ResultFile.read(file);

        assertThat(ResultFile.write(read)).isEqualTo(ResultFile.write(result));
        assertThat(read.html()).isEqualTo(result.html()).contains("rates", "It went well.");
    }

    @Test
    void aFileThatIsNoResultIsRefused(@TempDir Path folder) throws Exception {
        for (String text : new String[] {"", "[]", "{\"benchmark\":1}", "{\"benchmark\":\"x\"}", "nonsense"}) {
            Path file = Files.writeString(folder.resolve("r.json"), text);

            assertThatThrownBy(() -> ResultFile.read(file))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(file + " is no result of a benchmark");
        }
    }

    @Test
    void aComparisonSaysWhatGotWorse() {
        BenchmarkResult earlier = result(new Figures()
                .add("effective_gigaflops", 100)
                .add("cold_median_millis", 150)
                .add("calls", 4)
                .add("gone_ratio", 1));
        BenchmarkResult now = result(new Figures()
                .add("effective_gigaflops", 80)
                .add("cold_median_millis", 100)
                .add("calls", 8)
                .add("new_ratio", 1));
        StringWriter text = new StringWriter();

        Comparison.print(new PrintWriter(text), earlier, now);

        assertThat(text.toString().lines().map(String::strip))
                .contains(
                        "effective_gigaflops                       100 ->           80  x 0.800  WORSE",
                        "cold_median_millis                        150 ->          100  x 0.667  better",
                        "calls                                       4 ->            8  x 2.000",
                        "new_ratio                        new",
                        "gone_ratio                       gone",
                        "1 got worse");
    }

    @Test
    void whatHardlyMovedIsTheSame() {
        assertThat(Comparison.verdict("calls_per_second", 100, 104)).isEqualTo(Comparison.Verdict.SAME);
        assertThat(Comparison.verdict("calls_per_second", 100, 120)).isEqualTo(Comparison.Verdict.BETTER);
        assertThat(Comparison.verdict("seconds", 100, 120)).isEqualTo(Comparison.Verdict.WORSE);
        assertThat(Comparison.verdict("input_megabytes", 100, 120)).isEqualTo(Comparison.Verdict.NEUTRAL);
    }
}

package dev.kinglet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.FlopsReport;
import dev.kinglet.JobReport;
import dev.kinglet.StoreUse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTextTest {

    private static final JobReport REPORT = report(new FlopsReport(0, 0, 0, 0, null, Duration.ofSeconds(1), List.of()));

    private static JobReport report(FlopsReport flops) {
        return new JobReport(
                "j1",
                Duration.ofMillis(2_000),
                10,
                9,
                1,
                12,
                11,
                2,
                1,
                8,
                Map.of("run", Duration.ofMillis(3_000), "load", Duration.ofMillis(500)),
                new StoreUse(Map.of("PUT", 3L, "GET", 1_200L), 5_000, 20_000_000, 0.000015),
                300_000_000,
                128,
                2.5,
                0.000123,
                "file:///store/jobs/j1/",
                flops,
                0);
    }

    @Test
    void everyFigureIsThereWithItsUnit() {
        assertThat(ReportText.of(REPORT))
                .containsExactly(
                        "  job        j1",
                        "  time       2.00 s from submission to the last result",
                        "  in phases  load 0.50 s, run 3.00 s (all workers together)",
                        "  calls      10, 9 succeeded, 1 failed, 12 attempts",
                        "  input      300 MB, 150 MB/s",
                        "  store      GET 1,200, PUT 3; read 5000 bytes and wrote 20 MB",
                        "  workers    11 invocations: 2 cold, 1 prepared, 8 warm; at most 128 MB in use",
                        "  bill       $0.000123 had it been a cloud: 2.50 GB-seconds, and $0.000015 for requests to"
                                + " stores",
                        "  results    file:///store/jobs/j1/");
    }

    @Test
    void floatingPointOperationsAreHeldAgainstTheTarget() {
        FlopsReport flops = new FlopsReport(2e12, 1e12, 1.25e12, 8e15, 4e13, Duration.ofSeconds(1), List.of(1.25e12));

        assertThat(ReportText.of(report(flops)))
                .contains("  flops      1.00 TFLOPS effective, 1.25 TFLOPS peak, 2.5 % of 40.00 TFLOPS,"
                        + " 8.00 PFLOPS per dollar a second");
    }

    @Test
    void progressIsALine() {
        assertThat(Progress.line(REPORT)).isEqualTo("10 of 10 calls, 300 MB read, 150 MB/s");
    }
}

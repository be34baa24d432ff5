package dev.kinglet.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.reduce.Run;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is timed does its work: no row is lost on the way. */
class ExchangeBenchmarkTest {

    private final ExchangeBenchmark benchmark = new ExchangeBenchmark();

    @BeforeEach
    void leaveRuns() throws Exception {
        benchmark.leaveRuns();
    }

    @AfterEach
    void closeStore() {
        benchmark.closeStore();
    }

    private static long rows(List<Run> runs) {
        return runs.stream().flatMapToInt(run -> IntStream.of(run.rows())).sum();
    }

    @Test
    void decodingGivesEveryRow() {
        assertThat(List.of(benchmark.decodePairs(), benchmark.decodeRecords()))
                .containsOnly((long) ExchangeBenchmark.ROWS);
    }

    @Test
    void mergingGivesEveryRowOfAllRuns() {
        assertThat(List.of(benchmark.mergePairs(), benchmark.mergeRecords(), benchmark.mergeGroups()))
                .containsOnly((long) ExchangeBenchmark.ROWS);
    }

    @Test
    void producersLeaveEveryRowInOneRun() throws Exception {
        for (List<Run> runs : List.of(benchmark.sortPairs(), benchmark.sortRecords(), benchmark.scatterPairs())) {
            assertThat(runs).hasSize(1);
            assertThat(rows(runs)).isEqualTo(ExchangeBenchmark.ROWS);
        }
    }

    @Test
    void aCountLeavesARowForEachWord() throws Exception {
        assertThat(rows(benchmark.countPairs())).isEqualTo(benchmark.words());
    }
}

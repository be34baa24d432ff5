package dev.kinglet.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.CallFailedException;
import dev.kinglet.Dataset;
import dev.kinglet.DatasetJob;
import dev.kinglet.FunctionExecutor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Branches of a dataset that do not need each other. */
final class SideBySideTest {

    @TempDir
    private Path folder;

    private FunctionExecutor executor;

    @BeforeEach
    void create() {
        executor = FunctionExecutor.create(Map.of(
                "platform",
                "thread",
                "store",
                folder.toUri().toString(),
                "workers",
                String.valueOf(2 * Branches.EACH)));
    }

    @AfterEach
    void close() {
        executor.close();
    }

    @Test
    void twoBranchesThatUseHalfOfTheWorkersEachTakeTheTimeOfOne() {
        assertThat(Branches.waiting(executor).union(Branches.waiting(executor)).collect())
                .containsExactly(0L, 1L, 0L, 1L);
    }

    @Test
    void aBranchThatFailsEndsTheOtherAndIsWhatIsTold() {
        AtomicReference<DatasetJob> job = new AtomicReference<>();
        for (List<Dataset<Long>> sides : List.of(
                List.of(Branches.failing(executor), Branches.endless(executor)),
                List.of(Branches.endless(executor), Branches.failing(executor)))) {
            assertThatThrownBy(() -> sides.getFirst()
                            .union(sides.getLast())
                            .onJob(job::set)
                            .collect())
                    .isInstanceOf(CallFailedException.class)
                    .hasMessageContaining("the first branch");
            assertThat(job.get().report().calls()).isLessThanOrEqualTo(2);
        }
    }
}

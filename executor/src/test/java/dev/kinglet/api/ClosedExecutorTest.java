package dev.kinglet.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.CallFuture;
import dev.kinglet.CallOptions;
import dev.kinglet.FunctionExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the store once an executor is closed, whose job had ended just before. */
class ClosedExecutorTest {

    private static final CallOptions STAGING = CallOptions.defaults().stagingResults();

    /** How long what hangs on a future holds up the thread that is about to describe the job. Nothing is asserted of it. */
    private static final long HELD_UP_NANOS = 300_000_000;

    @TempDir
    Path store;

    private FunctionExecutor executor() {
        return FunctionExecutor.create(Map.of("platform", "thread", "store", store.toString(), "workers", "2"));
    }

    @Test
    void aMapThatLeftValuesIsDescribed() throws IOException {
        try (FunctionExecutor executor = executor()) {
            assertThat(executor.map(x -> x + 1, List.of(1, 2, 3), STAGING).join())
                    .containsExactly(2, 3, 4);
        }

        assertThat(manifest()).contains("\"stage\":0");
    }

    @Test
    void aReductionThatLeftValuesIsDescribedAlsoWhereItsEndWasHeldUp() throws IOException, InterruptedException {
        try (FunctionExecutor executor = executor()) {
            CallFuture<Integer> sum = executor.mapReduce(x -> x + 1, List.of(1, 2, 3), Integer::sum, STAGING);
            // The one that is added last runs first, and both in the thread that ended the reduction. Not join(), which
            // would help.
            CountDownLatch ended = new CountDownLatch(1);
            var _ = sum.thenRun(() -> LockSupport.parkNanos(HELD_UP_NANOS));
            var _ = sum.thenRun(ended::countDown);
            ended.await();
        }

        assertThat(manifest()).contains("\"stage\":0", "\"stage\":1");
    }

    /** The only one. */
    private String manifest() throws IOException {
        try (Stream<Path> files = Files.walk(store.resolve("jobs"))) {
            List<Path> found =
                    files.filter(file -> file.endsWith("manifest.json")).toList();
            assertThat(found).hasSize(1);
            return Files.readString(found.getFirst());
        }
    }
}

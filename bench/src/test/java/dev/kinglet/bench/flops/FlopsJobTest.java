package dev.kinglet.bench.flops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.FunctionExecutor;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.ObjectStores;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlopsJobTest {

    @ParameterizedTest
    @CsvSource({"process,auto", "process,vector", "thread,plain"})
    void callsMultiplyInWorkersAndTellOfTheirOperations(String platform, String engine, @TempDir Path folder)
            throws Exception {
        String location = folder.toUri().toString();
        FlopsJob job = new FlopsJob(128, 3, 1, engine, null);

        try (ObjectStore store = ObjectStores.open(location);
                FunctionExecutor executor = FunctionExecutor.create(
                        Map.of("platform", platform, "store", location, "workers", "2", "memory", "512"))) {
            FlopsJob.Result result = job.run(executor, store, 4);

            assertThat(result.report().flops().operations()).isEqualTo(4.0 * 2 * 128 * 128 * 128 * 3);
            assertThat(result.calls()).hasSize(4).allSatisfy(call -> {
                assertThat(call.error()).isLessThan(1e-12);
                assertThat(call.multiplier()).doesNotContain("not started with");
            });
        }
    }
}

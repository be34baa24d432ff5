package dev.kinglet.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.CallFuture;
import dev.kinglet.FunctionExecutor;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on worker processes. */
final class ProcessExecutorTest extends ExecutorContract {

    @Override
    Map<String, String> platform() {
        return Map.of("platform", "process");
    }

    @Test
    void aColdWorkerOfThisMachineFetchesTheFunctionButNoJars(@TempDir Path folder) {
        Map<String, String> settings = Map.of(
                "platform", "process", "workers", "1", "store", folder.toUri().toString());
        try (FunctionExecutor fresh = FunctionExecutor.create(settings)) {
            CallFuture<Integer> first = fresh.call(x -> x + 1, 1);

            assertThat(first.join()).isEqualTo(2);
            assertThat(first.report().storeRequests()).containsEntry("GET", 1L).doesNotContainKey("OPEN");
        }
    }
}

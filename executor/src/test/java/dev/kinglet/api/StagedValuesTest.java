package dev.kinglet.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.CallOptions;
import dev.kinglet.FunctionExecutor;
import dev.kinglet.FutureList;
import dev.kinglet.api.TroubledS3.Asked;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Who asks the store for what, as a server sees it that tells the driver's requests from those of the workers. */
final class StagedValuesTest {

    private static final int LARGE = 100_000;

    @Test
    void stagedValuesGoFromCallToCallAndTheDriverReadsAndWritesNoneOfThem() throws Exception {
        try (TroubledS3 server = new TroubledS3();
                FunctionExecutor executor = FunctionExecutor.create(
                        Map.of("store", server.location("store"), "workers", "2", "platform", "process"))) {
            CallOptions others = CallOptions.defaults().environment(Map.of("AWS_ACCESS_KEY_ID", "worker"));
            FutureList<byte[]> large = executor.map(Work.bytes(LARGE), List.of(1, 2), others);
            FutureList<Integer> lengths = executor.map(Work.lengthOfBytes(), large, others);

            assertThat(lengths.join()).containsExactly(LARGE, LARGE);

            List<Asked> asked = server.asked();
            Predicate<Asked> driver = one -> !one.accessKey().equals("worker");
            Predicate<Asked> value = one -> one.isOf("/output");
            // Each value is written once and read once, by workers.
            assertThat(asked.stream().filter(value).map(Asked::method))
                    .containsExactlyInAnyOrder("PUT", "PUT", "GET", "GET");
            assertThat(asked.stream().filter(value).filter(driver)).isEmpty();

            // The driver's part is the code and the manifests; then it reads what the user asks for.
            assertThat(asked.stream().filter(driver))
                    .isNotEmpty()
                    .allMatch(one -> one.isOf("/code/") || one.isOf("manifest"));
            assertThat(large.get(1).join()).hasSize(LARGE);
            assertThat(server.asked().stream().filter(value).filter(driver)).hasSize(1);
        }
    }
}

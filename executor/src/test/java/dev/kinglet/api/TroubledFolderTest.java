package dev.kinglet.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.CallFailedException;
import dev.kinglet.CallOptions;
import dev.kinglet.CallOutcome;
import dev.kinglet.ErrorCode;
import dev.kinglet.FunctionExecutor;
import dev.kinglet.FutureList;
import dev.kinglet.RemoteFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole job in worker processes over a folder that cannot be written any more from the middle on. */
final class TroubledFolderTest {

    private static final int CALLS = 6;

    private static final int LARGE = 100_000;

    private static final CallOptions ONE_BY_ONE = CallOptions.defaults().callsPerInvocation(1);

    @TempDir
    private Path folder;

    @Test
    void aFolderThatIsGoneFromTheMiddleOnFailsTheCallsThatNeedItAndLeavesTheOthers() throws IOException {
        Path store = folder.resolve("store");
        Path moved = folder.resolve("moved");
        Path meeting = Files.createDirectory(folder.resolve("meeting"));
        try (FunctionExecutor executor = FunctionExecutor.create(
                Map.of("store", store.toString(), "workers", "2", "memory", "256 MB", "platform", "process"))) {
            RemoteFunction<Integer, byte[]> function = Work.everyOtherLarge(LARGE, meeting, moved);
            assertThat(executor.map(function, List.of(-1, -2), ONE_BY_ONE).join())
                    .hasSize(2);
            FutureList<byte[]> values =
                    executor.map(function, IntStream.range(0, CALLS).boxed().toList(), ONE_BY_ONE);

            Files.writeString(folder.resolve("file"), "what stands where the folder was");
            Files.move(store, folder.resolve("aside"));
            Files.move(folder.resolve("file"), store);
            Files.createFile(moved);

            List<CallOutcome<byte[]>> outcomes = values.outcomes();
            assertThat(outcomes).hasSize(CALLS);
            for (int call = 0; call < CALLS; call++) {
                int number = call;
                if (call % 2 == 1) {
                    assertThat(outcomes.get(call)).isInstanceOf(CallOutcome.Succeeded.class);
                } else {
                    assertThat(outcomes.get(call)).isInstanceOfSatisfying(CallOutcome.Failed.class, failed -> {
                        assertThat(failed.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
                        assertThat(new CallFailedException(failed))
                                .hasMessageStartingWith("call " + values.job() + "/0/" + number + " failed")
                                .hasMessageContaining("cannot write the result")
                                .hasMessageContaining(store.toString());
                    });
                }
            }
        }
    }
}

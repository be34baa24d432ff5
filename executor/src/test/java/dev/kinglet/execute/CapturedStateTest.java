package dev.kinglet.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.RemoteFunction;
import dev.kinglet.invoke.CallAttempt;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every attempt finds what its function captured as it was at submission, whatever other attempts did to it. */
class CapturedStateTest {

    private static final int CALLS = 3;

    @TempDir
    private Path temp;

    private WorkerFixture driver;
    private Worker worker;

    @BeforeEach
    void open() {
        driver = new WorkerFixture(temp);
        WorkerSettings settings = new WorkerSettings("worker", driver.key, 512, temp.resolve("cache"), Map.of());
        worker = new Worker(
                settings,
                answer -> {
                    throw new AssertionError("no time limit was reached");
                },
                new CallLog(null));
    }

    @AfterEach
    void close() {
        worker.close();
    }

    @Test
    void noAttemptSeesWhatAnotherDidToACapturedValue() {
        for (RemoteFunction<Integer, Object> function : CapturedState.functions()) {
            byte[] payload = driver.payload(function, 1, 1, 1);

            List<@Nullable Object> first = driver.values(worker.handle(payload, deadline()));
            List<@Nullable Object> second = driver.values(worker.handle(payload, deadline()));

            assertThat(first).hasSize(CALLS).containsOnly(first.getFirst());
            assertThat(second).isEqualTo(first);
        }
    }

    @Test
    void anotherAttemptAtTheSameCallBeginsAnew() {
        WorkerFixture.Stored function = driver.store(CapturedState.throwing());
        for (int attempt = 0; attempt < CALLS; attempt++) {
            byte[] payload = driver.codec.encode(driver.request(
                    function,
                    List.of(new CallAttempt(0, attempt, driver.inline(1))),
                    1_000,
                    WorkerFixture.CALL_MILLIS));

            assertThat(WorkerFixture.failure(driver.response(worker.handle(payload, deadline())))
                            .failure()
                            .message())
                    .isEqualTo("tried 1");
        }
    }

    private static long deadline() {
        return System.currentTimeMillis() + WorkerFixture.CALL_MILLIS;
    }
}

package dev.kinglet.execute.process;

import static dev.kinglet.execute.Invocations.answered;
import static dev.kinglet.execute.Invocations.begin;
import static dev.kinglet.execute.Invocations.invoke;
import static dev.kinglet.execute.Invocations.lost;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.ErrorCode;
import dev.kinglet.attempt.AttemptOutcome;
import dev.kinglet.attempt.WorkerStart;
import dev.kinglet.execute.Await;
import dev.kinglet.execute.Invocations;
import dev.kinglet.execute.PlatformContract;
import dev.kinglet.execute.WorkerFixture;
import dev.kinglet.invoke.InvocationResult;
import dev.kinglet.invoke.Platform;
import dev.kinglet.invoke.SigningKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The same handler behind AWS's own runtime interface client, in processes of its own, passes all that a platform must. */
final class LambdaClientTest extends PlatformContract {

    @Override
    protected Platform open(SigningKey key) {
        return ProcessPlatform.open(Platforms.LIMITS, key, RuntimeInterfaceClient.command(), Platforms.jvm());
    }

    @Test
    void severalProcessesRunAtOnce() throws Exception {
        String together = folder.resolve("together").toString();
        byte[] payload = driver.payload(
                x -> {
                    long pid = ProcessHandle.current().pid();
                    Files.createDirectories(Path.of(together, Long.toString(pid)));
                    Await.until(
                            "both to run",
                            () -> String.valueOf(Path.of(together).toFile().list().length)
                                    .equals("2"));
                    return pid;
                },
                1);
        List<Invocations.Pending> two =
                IntStream.range(0, 2).mapToObj(i -> begin(platform, payload)).toList();
        Set<Object> pids = new HashSet<>();
        for (Invocations.Pending one : two) {
            pids.add(driver.values(answered(one.await()).payload()).getFirst());
        }
        assertThat(pids).hasSize(2);
    }

    @Test
    void systemExitIsTold() throws Exception {
        byte[] payload = driver.payload(
                x -> {
                    System.exit(3);
                    return x;
                },
                1);
        AttemptOutcome.Failed failed = WorkerFixture.failure(
                driver.response(answered(invoke(platform, payload)).payload()));
        assertThat(failed.code()).isEqualTo(ErrorCode.EXITED);
        assertThat(failed.failure().message()).contains("Runtime.exit(3)");
    }

    @Test
    void aWorkerWhoseMemoryWasSpentIsReplaced() throws Exception {
        byte[] payload = driver.payload(
                x -> {
                    Deque<byte[]> all = new ArrayDeque<>();
                    while (all.size() < Integer.MAX_VALUE) {
                        all.add(new byte[1 << 20]);
                    }
                    return all.size();
                },
                1);
        AttemptOutcome.Failed failed = WorkerFixture.failure(
                driver.response(answered(invoke(platform, payload)).payload()));
        assertThat(failed.code()).isEqualTo(ErrorCode.OUT_OF_MEMORY);
        assertThat(answered(invoke(platform, driver.payload(x -> x, 1))).start())
                .isEqualTo(WorkerStart.COLD);
    }

    /** Its client asks for an invocation before it makes the handler, and refuses that. */
    @Test
    void aHandlerThatIsNotThereIsToldByTheInvocationThatFindsOut() throws Exception {
        WorkerCommand none = RuntimeInterfaceClient.command("dev.kinglet.NoSuchHandler");
        try (ProcessPlatform broken = ProcessPlatform.open(Platforms.LIMITS, driver.key, none, Platforms.jvm())) {
            InvocationResult.Lost lost = lost(invoke(broken, driver.payload(x -> x, 1)));
            assertThat(lost.code()).isEqualTo(ErrorCode.INTERNAL);
            assertThat(lost.evidence()).contains("Class not found: dev.kinglet.NoSuchHandler");
        }
    }

    @Test
    void aHandlerThatCannotBeginIsAWorkerThatDidNotStart() throws Exception {
        WorkerCommand client = RuntimeInterfaceClient.command();
        WorkerCommand withoutKey =
                parts -> Stream.concat(Stream.of("env", "-u", SigningKey.VARIABLE), client.line(parts).stream())
                        .toList();
        try (ProcessPlatform broken = ProcessPlatform.open(Platforms.LIMITS, driver.key, withoutKey, Platforms.jvm())) {
            InvocationResult.Lost lost = lost(invoke(broken, driver.payload(x -> x, 1)));
            assertThat(lost.code()).isEqualTo(ErrorCode.WORKER_NOT_STARTED);
            assertThat(lost.evidence()).contains("the worker has no signing key");
        }
    }
}

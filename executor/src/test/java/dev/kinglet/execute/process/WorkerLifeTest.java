package dev.kinglet.execute.process;

import static dev.kinglet.execute.Invocations.answered;
import static dev.kinglet.execute.Invocations.begin;
import static dev.kinglet.execute.Invocations.invoke;
import static dev.kinglet.execute.Invocations.lost;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.ErrorCode;
import dev.kinglet.attempt.WorkerStart;
import dev.kinglet.execute.Await;
import dev.kinglet.execute.Invocations;
import dev.kinglet.execute.WorkerFixture;
import dev.kinglet.invoke.FunctionSettings;
import dev.kinglet.invoke.InvocationResult;
import dev.kinglet.invoke.SigningKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How workers come and go. */
final class WorkerLifeTest {

    @TempDir
    private Path folder;

    private WorkerFixture driver;

    @BeforeEach
    void driver() {
        driver = new WorkerFixture(folder);
    }

    /** The process that runs the function. */
    private byte[] pidPayload() {
        return driver.payload(x -> ProcessHandle.current().pid(), 1);
    }

    private long pid(InvocationResult result) {
        return (Long) driver.values(answered(result).payload()).getFirst();
    }

    private static boolean alive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /** A call that waits for a file. */
    private byte[] waitFor(Path file) {
        String name = file.toString();
        return driver.payload(
                x -> {
                    Await.until("the file", () -> Files.exists(Path.of(name)));
                    return ProcessHandle.current().pid();
                },
                1);
    }

    @Test
    void aWarmWorkerIsUsedAgain() throws Exception {
        try (ProcessPlatform platform = Platforms.open(driver.key, Platforms.LIMITS)) {
            assertThat(pid(invoke(platform, pidPayload()))).isEqualTo(pid(invoke(platform, pidPayload())));
        }
    }

    @Test
    void workersWithoutWorkAreStoppedDownToNone() throws Exception {
        PoolLimits limits = Platforms.workers(2, 0, 1000, Duration.ofMillis(100));
        try (ProcessPlatform platform = Platforms.open(driver.key, limits)) {
            long pid = pid(invoke(platform, pidPayload()));
            Await.until("the worker to be stopped", () -> !alive(pid));
            assertThat(answered(invoke(platform, pidPayload())).start()).isEqualTo(WorkerStart.COLD);
        }
    }

    @Test
    void aPreparedWorkerTakesTheFirstInvocationAndIsReplaced() throws Exception {
        PoolLimits limits = Platforms.workers(2, 1, 1000, Duration.ofMinutes(1));
        try (ProcessPlatform platform = Platforms.open(driver.key, limits)) {
            Await.until("a worker to be ready", () -> platform.idleWorkers() == 1);
            assertThat(answered(invoke(platform, pidPayload())).start()).isEqualTo(WorkerStart.PREPARED);
            Await.until("it and another to be ready", () -> platform.idleWorkers() == 2);
            assertThat(answered(invoke(platform, pidPayload())).start()).isEqualTo(WorkerStart.WARM);
        }
    }

    @Test
    void anExpectedInvocationFindsAWorkerThatWasStartedForItAlone() throws Exception {
        try (ProcessPlatform platform = Platforms.open(driver.key, Platforms.LIMITS)) {
            FunctionSettings function = Platforms.LIMITS.function();
            platform.expect(function);
            Await.until("the worker to be ready", () -> platform.idleWorkers() == 1);
            platform.expect(function);
            assertThat(answered(invoke(platform, pidPayload())).start()).isEqualTo(WorkerStart.COLD);
            assertThat(platform.workers()).isEqualTo(1);
        }
    }

    @Test
    void aWorkerThatWasExpectedInVainMakesRoomForAnotherFunction() throws Exception {
        PoolLimits limits = Platforms.workers(1, 0, 1000, Duration.ofMinutes(1));
        try (ProcessPlatform platform = Platforms.open(driver.key, limits)) {
            platform.expect(new FunctionSettings(limits.function().memoryMegabytes(), Map.of("IN", "vain")));
            assertThat(answered(invoke(platform, pidPayload())).start()).isEqualTo(WorkerStart.COLD);
        }
    }

    @Test
    void invocationsBeyondTheLimitAreThrottledAndThoseWithinItWait() throws Exception {
        PoolLimits limits = Platforms.workers(1, 0, 2, Duration.ofMinutes(1));
        Path go = folder.resolve("go");
        try (ProcessPlatform platform = Platforms.open(driver.key, limits)) {
            Invocations.Pending running = begin(platform, waitFor(go));
            Invocations.Pending waiting = begin(platform, waitFor(go));
            assertThat(invoke(platform, waitFor(go))).isInstanceOf(InvocationResult.Throttled.class);
            Files.createFile(go);
            assertThat(pid(running.await())).isEqualTo(pid(waiting.await()));
        }
    }

    @Test
    void noMoreWorkersThanAllowedWorkAtOnce() throws Exception {
        Path go = folder.resolve("go");
        try (ProcessPlatform platform = Platforms.open(driver.key, Platforms.LIMITS)) {
            byte[] payload = waitFor(go);
            List<Invocations.Pending> all = IntStream.range(0, 6)
                    .mapToObj(i -> begin(platform, payload))
                    .toList();
            Files.createFile(go);
            Set<Long> pids = new HashSet<>();
            for (Invocations.Pending one : all) {
                pids.add(pid(one.await()));
            }
            assertThat(pids).hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    void functionsWithOtherSettingsHaveOtherWorkersAndAnIdleOneMakesRoom() throws Exception {
        PoolLimits limits = Platforms.workers(1, 0, 1000, Duration.ofMinutes(1));
        try (ProcessPlatform platform = Platforms.open(driver.key, limits)) {
            long first = pid(invoke(platform, pidPayload()));
            byte[] payload = driver.payload(
                    x -> System.getenv("GREETING") + ProcessHandle.current().pid(), 1);
            FunctionSettings other = new FunctionSettings(300, Map.of("GREETING", "hello "));
            InvocationResult.Answered answer = answered(
                    begin(platform, other, payload, Duration.ofMinutes(1)).await());
            String greeting = (String) driver.values(answer.payload()).getFirst();
            assertThat(greeting).startsWith("hello ").isNotEqualTo("hello " + first);
            Await.until("the idle worker to be gone", () -> !alive(first));
        }
    }

    @Test
    void aFunctionThatWaitsIsServedWhenTheWorkersOfAnotherHaveNoWork() throws Exception {
        PoolLimits limits = Platforms.workers(1, 0, 1000, Duration.ofMinutes(1));
        Path go = folder.resolve("go");
        try (ProcessPlatform platform = Platforms.open(driver.key, limits)) {
            Invocations.Pending first = begin(platform, waitFor(go));
            Invocations.Pending other = begin(platform, Invocations.function(300), pidPayload(), Duration.ofMinutes(1));
            Files.createFile(go);
            assertThat(pid(first.await())).isNotEqualTo(pid(other.await()));
        }
    }

    @Test
    void aWorkerWithoutAKeyTellsThatItCannotBegin() throws Exception {
        WorkerCommand withoutKey = parts -> Stream.concat(
                        Stream.of("env", "-u", SigningKey.VARIABLE), WorkerCommand.own().line(parts).stream())
                .toList();
        try (ProcessPlatform platform =
                ProcessPlatform.open(Platforms.LIMITS, driver.key, withoutKey, Platforms.jvm())) {
            InvocationResult.Lost lost = lost(invoke(platform, pidPayload()));
            assertThat(lost.code()).isEqualTo(ErrorCode.WORKER_NOT_STARTED);
            assertThat(lost.evidence()).contains("the worker has no signing key");
        }
    }

    @Test
    void theFunctionSeesLambdasEnvironmentAndLittleOfTheDrivers() throws Exception {
        try (ProcessPlatform platform = Platforms.open(driver.key, Platforms.LIMITS)) {
            byte[] payload = driver.payload(x -> Map.copyOf(System.getenv()), 1);
            Map<?, ?> seen = (Map<?, ?>)
                    driver.values(answered(invoke(platform, payload)).payload()).getFirst();
            Set<String> names = seen.keySet().stream().map(String::valueOf).collect(Collectors.toSet());
            assertThat(names)
                    .contains(
                            "AWS_LAMBDA_RUNTIME_API",
                            "AWS_LAMBDA_FUNCTION_NAME",
                            "AWS_LAMBDA_LOG_STREAM_NAME",
                            "LAMBDA_TASK_ROOT",
                            "_HANDLER",
                            "PATH");
            assertThat(seen.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")).isEqualTo("256");
            assertThat(names).doesNotContain("JAVA_HOME", "MAVEN_CMD_LINE_ARGS");
        }
    }

    @Test
    void aWorkerThatDoesNotStartIsToldWithTheEndOfItsLog() throws Exception {
        WorkerJvm jvm = Platforms.jvm("-XX:NoSuchFlag=1");
        try (ProcessPlatform platform = ProcessPlatform.open(Platforms.LIMITS, driver.key, WorkerCommand.own(), jvm)) {
            InvocationResult.Lost lost = lost(invoke(platform, pidPayload()));
            assertThat(lost.code()).isEqualTo(ErrorCode.WORKER_NOT_STARTED);
            assertThat(lost.evidence()).contains("exit status 1").contains("NoSuchFlag");
        }
    }

    @Test
    void aProgramThatDoesNotExistIsTold() throws Exception {
        WorkerCommand none = parts -> List.of(folder.resolve("no-such-program").toString());
        try (ProcessPlatform platform = ProcessPlatform.open(Platforms.LIMITS, driver.key, none, Platforms.jvm())) {
            InvocationResult.Lost lost = lost(invoke(platform, pidPayload()));
            assertThat(lost.code()).isEqualTo(ErrorCode.WORKER_NOT_STARTED);
            assertThat(lost.evidence()).contains("no-such-program");
        }
    }

    @Test
    void twoPlatformsAtOnceDoNotDisturbEachOther() throws Exception {
        WorkerFixture otherDriver = new WorkerFixture(folder.resolve("other"));
        try (ProcessPlatform one = Platforms.open(driver.key, Platforms.LIMITS)) {
            ProcessPlatform other = Platforms.open(otherDriver.key, Platforms.LIMITS);
            long first = pid(invoke(one, pidPayload()));
            byte[] payload = otherDriver.payload(x -> ProcessHandle.current().pid(), 1);
            long second = (Long) otherDriver
                    .values(answered(invoke(other, payload)).payload())
                    .getFirst();
            other.close();
            assertThat(alive(second)).isFalse();
            assertThat(pid(invoke(one, pidPayload()))).isEqualTo(first).isNotEqualTo(second);
        }
    }

    @Test
    void closingLeavesNeitherProcessesNorFiles() throws Exception {
        ProcessPlatform platform = Platforms.open(driver.key, Platforms.LIMITS);
        long pid = pid(invoke(platform, pidPayload()));
        Path files = platform.folder();
        assertThat(files).exists();
        platform.close();
        assertThat(alive(pid)).isFalse();
        assertThat(files).doesNotExist();
    }
}

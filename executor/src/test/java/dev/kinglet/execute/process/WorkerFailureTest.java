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
import dev.kinglet.execute.WorkerFixture;
import dev.kinglet.invoke.AttemptReport;
import dev.kinglet.invoke.InvocationResponse;
import dev.kinglet.invoke.InvocationResult;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way in which a function can ruin its process, told apart by what it leaves behind. */
final class WorkerFailureTest {

    @TempDir
    private Path folder;

    private WorkerFixture driver;
    private ProcessPlatform platform;

    @BeforeEach
    void open() {
        driver = new WorkerFixture(folder);
        platform = Platforms.open(driver.key, Platforms.LIMITS);
    }

    /** What must hold after every test: another call works. */
    @AfterEach
    void theNextCallWorks() throws Exception {
        byte[] payload = driver.payload(x -> x, 5);
        assertThat(driver.values(answered(invoke(platform, payload)).payload())).containsExactly(5);
        platform.close();
    }

    private AttemptOutcome.Failed failure(byte[] payload) throws Exception {
        return WorkerFixture.failure(
                driver.response(answered(invoke(platform, payload)).payload()));
    }

    @Test
    void systemExitIsToldWithItsStatusAndCallerAndCallsNotBegunAreLeftOut() throws Exception {
        byte[] payload = driver.payload(
                (Integer x) -> {
                    if (x == 1) {
                        System.out.println("going");
                        System.exit(3);
                    }
                    return x;
                },
                0,
                1,
                2);
        List<AttemptReport> reports =
                driver.response(answered(invoke(platform, payload)).payload()).calls();
        assertThat(reports).hasSize(2);
        assertThat(driver.value(reports.get(0))).isEqualTo(0);
        AttemptOutcome.Failed failed = (AttemptOutcome.Failed) reports.get(1).outcome();
        assertThat(failed.code()).isEqualTo(ErrorCode.EXITED);
        assertThat(failed.failure().message()).contains("Runtime.exit(3)");
        assertThat(failed.failure().stack()).anyMatch(frame -> frame.contains("WorkerFailureTest"));
        assertThat(reports.get(1).log()).contains("going");
    }

    @Test
    void systemExitInAThreadOfTheFunctionIsToldToo() throws Exception {
        byte[] payload = driver.payload(
                x -> {
                    new Thread(() -> System.exit(4)).start();
                    new CountDownLatch(1).await();
                    return x;
                },
                1);
        AttemptOutcome.Failed failed = failure(payload);
        assertThat(failed.code()).isEqualTo(ErrorCode.EXITED);
        assertThat(failed.failure().message()).contains("Runtime.exit(4)");
    }

    @Test
    void haltIsToldByTheExitStatus() throws Exception {
        byte[] payload = driver.payload(
                x -> {
                    System.out.println("last words");
                    Runtime.getRuntime().halt(7);
                    return x;
                },
                1);
        InvocationResult.Lost lost = lost(invoke(platform, payload));
        assertThat(lost.code()).isEqualTo(ErrorCode.EXITED);
        assertThat(lost.evidence()).contains("exit status 7").contains("last words");
    }

    @Test
    void allocationWithoutEndIsOutOfMemoryAndTheWorkerIsReplaced() throws Exception {
        byte[] payload = driver.payload(
                x -> {
                    Deque<byte[]> all = new ArrayDeque<>();
                    while (all.size() < Integer.MAX_VALUE) {
                        all.add(new byte[1 << 20]);
                    }
                    return all.size();
                },
                1);
        AttemptOutcome.Failed failed = failure(payload);
        assertThat(failed.code()).isEqualTo(ErrorCode.OUT_OF_MEMORY);
        assertThat(failed.failure().type()).isEqualTo("java.lang.OutOfMemoryError");
        assertThat(answered(invoke(platform, driver.payload(x -> x, 1))).start())
                .isEqualTo(WorkerStart.COLD);
    }

    private static final List<Object> KEPT = new ArrayList<>();

    @Test
    void aHeapThatStaysFullIsOutOfMemoryAllTheSame() throws Exception {
        byte[] payload = driver.payload(
                x -> {
                    Object[] chain = new Object[1];
                    KEPT.add(chain);
                    while (true) {
                        Object[] next = new Object[1];
                        chain[0] = next;
                        chain = next;
                    }
                },
                1);
        InvocationResult result = begin(platform, Invocations.function(32), payload, Duration.ofMinutes(1))
                .await();
        ErrorCode code = result instanceof InvocationResult.Lost lost
                ? lost.code()
                : WorkerFixture.failure(driver.response(answered(result).payload()))
                        .code();
        assertThat(code).isEqualTo(ErrorCode.OUT_OF_MEMORY);
    }

    @Test
    void memoryOutsideOfTheHeapIsWatchedToo() throws Exception {
        byte[] payload = driver.payload(
                x -> {
                    for (int i = 0; i < 64; i++) {
                        MemorySegment segment = Arena.global().allocate(64 << 20);
                        for (long at = 0; at < segment.byteSize(); at += 4096) {
                            segment.set(ValueLayout.JAVA_BYTE, at, (byte) 1);
                        }
                    }
                    new CountDownLatch(1).await();
                    return x;
                },
                1);
        InvocationResult.Lost lost = lost(begin(platform, Invocations.function(128), payload, Duration.ofMinutes(1))
                .await());
        assertThat(lost.code()).isEqualTo(ErrorCode.OUT_OF_MEMORY);
        assertThat(lost.evidence()).contains("its function has 128 MB");
    }

    @Test
    void aHundredMegabytesOfPrintsLeaveTheirEnd() throws Exception {
        byte[] payload = driver.payload(
                (Integer x) -> {
                    String line = "y".repeat(999);
                    for (int i = 0; i < 100_000; i++) {
                        System.out.println(line);
                    }
                    System.err.println("the end €");
                    return x;
                },
                1);
        InvocationResponse response =
                driver.response(answered(invoke(platform, payload)).payload());
        String log = response.calls().getFirst().log();
        assertThat(log).hasSizeLessThanOrEqualTo(AttemptReport.MAX_LOG_CHARS).endsWith("the end €\n");
        assertThat(response.memoryMegabytes()).isLessThan(200);
    }

    @Test
    void aProcessKilledFromOutsideIsLost() throws Exception {
        Path pid = folder.resolve("pid");
        Invocations.Pending one = begin(platform, waitingPayload(pid));
        process(pid).destroyForcibly();
        InvocationResult.Lost lost = lost(one.await());
        assertThat(lost.code()).isEqualTo(ErrorCode.WORKER_LOST);
        assertThat(lost.evidence()).contains("killed by signal 9");
    }

    @Test
    void aProcessThatIsAskedToEndFromOutsideIsLostToo() throws Exception {
        Path pid = folder.resolve("pid");
        Invocations.Pending one = begin(platform, waitingPayload(pid));
        process(pid).destroy();
        InvocationResult.Lost lost = lost(one.await());
        assertThat(lost.code()).isEqualTo(ErrorCode.WORKER_LOST);
        assertThat(lost.evidence()).contains("killed by signal 15");
    }

    /** A call that writes its process's number and never returns. */
    private byte[] waitingPayload(Path pid) {
        String file = pid.toString();
        return driver.payload(
                x -> {
                    Path part = Path.of(file + ".part");
                    Files.writeString(
                            part, Long.toString(ProcessHandle.current().pid()));
                    Files.move(part, Path.of(file));
                    new CountDownLatch(1).await();
                    return x;
                },
                1);
    }

    private static ProcessHandle process(Path pid) throws Exception {
        Await.until("the function to begin", () -> Files.exists(pid));
        return ProcessHandle.of(Long.parseLong(Files.readString(pid))).orElseThrow();
    }

    @Test
    void aStoppedProcessIsKilledWhenItsTimeIsUp() throws Exception {
        Path pid = folder.resolve("pid");
        Invocations.Pending one =
                begin(platform, Invocations.function(256), waitingPayload(pid), Duration.ofSeconds(5));
        ProcessHandle process = process(pid);
        new ProcessBuilder("kill", "-STOP", Long.toString(process.pid()))
                .start()
                .waitFor();
        InvocationResult.Lost lost = lost(one.await());
        assertThat(lost.code()).isEqualTo(ErrorCode.TIMED_OUT);
        assertThat(lost.evidence()).contains("limit of 5000 ms").contains("it was killed");
        Await.until("the process to be gone", () -> !process.isAlive());
    }

    @Test
    void whatAFunctionStartedIsKilledWithIt() throws Exception {
        Path pid = folder.resolve("pid");
        String file = pid.toString();
        byte[] payload = driver.payload(
                x -> {
                    Process child = new ProcessBuilder("sleep", "600").start();
                    Path part = Path.of(file + ".part");
                    Files.writeString(part, Long.toString(child.pid()));
                    Files.move(part, Path.of(file));
                    child.waitFor();
                    return x;
                },
                1);
        Invocations.Pending one = begin(platform, payload);
        ProcessHandle child = process(pid);
        platform.cancel(one.id());
        assertThat(lost(one.await()).code()).isEqualTo(ErrorCode.CANCELLED);
        Await.until("the child to be gone", () -> !child.isAlive());
    }

    @Test
    @SuppressWarnings("restricted") // to crash is the point
    void aCrashOfTheJvmIsToldWithItsReport() throws Exception {
        byte[] payload = driver.payload(
                x -> {
                    MemorySegment.ofAddress(8).reinterpret(16).set(ValueLayout.JAVA_BYTE, 0, (byte) 1);
                    return x;
                },
                1);
        InvocationResult.Lost lost = lost(invoke(platform, payload));
        assertThat(lost.code()).isEqualTo(ErrorCode.WORKER_CRASHED);
        assertThat(lost.evidence()).contains("SIGSEGV").contains("A fatal error has been detected");
    }

    @Test
    void interruptsAndThreadsLeftBehindDoNotReachTheNextCall() throws Exception {
        byte[] payload = driver.payload(
                x -> {
                    Thread.currentThread().interrupt();
                    Thread.currentThread().setContextClassLoader(null);
                    Thread.ofPlatform().start(() -> {
                        try {
                            new CountDownLatch(1).await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    });
                    return Thread.interrupted();
                },
                1,
                2);
        // The second call of the invocation goes to another worker, since a thread of the first goes on.
        assertThat(driver.values(answered(invoke(platform, payload)).payload())).containsExactly(true);
        assertThat(driver.values(answered(invoke(platform, payload)).payload())).containsExactly(true);
    }
}

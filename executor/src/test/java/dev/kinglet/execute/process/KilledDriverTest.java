package dev.kinglet.execute.process;

import static dev.kinglet.execute.Invocations.answered;
import static dev.kinglet.execute.Invocations.begin;
import static dev.kinglet.execute.Invocations.invoke;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.execute.Await;
import dev.kinglet.execute.WorkerFixture;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No worker outlives its driver, and nothing that a worker has started. */
final class KilledDriverTest {

    @TempDir
    private Path folder;

    /** A driver with a worker that is idle, one that is busy, and a child of the busy one. Prints their process numbers. */
    static final class Driver {

        private Driver() {}

        public static void main(String[] arguments) throws Exception {
            Path folder = Path.of(arguments[0]);
            WorkerFixture driver = new WorkerFixture(folder);
            WorkerCommand command = arguments[1].equals("own") ? WorkerCommand.own() : RuntimeInterfaceClient.command();
            ProcessPlatform platform = ProcessPlatform.open(Platforms.LIMITS, driver.key, command, Platforms.jvm());
            String started = folder.resolve("started").toString();
            begin(
                    platform,
                    driver.payload(
                            x -> {
                                Process child = new ProcessBuilder("sleep", "600").start();
                                Path part = Path.of(started + ".part");
                                Files.writeString(part, ProcessHandle.current().pid() + " " + child.pid());
                                Files.move(part, Path.of(started));
                                new CountDownLatch(1).await();
                                return x;
                            },
                            1));
            byte[] idle = driver.payload(x -> ProcessHandle.current().pid(), 1);
            Object pid =
                    driver.values(answered(invoke(platform, idle)).payload()).getFirst();
            Await.until("the busy worker", () -> Files.exists(Path.of(started)));
            System.out.println("pids " + pid + " " + Files.readString(Path.of(started)) + " " + platform.folder());
            new CountDownLatch(1).await();
        }
    }

    private Process start(String client) throws IOException {
        return new ProcessBuilder(
                        WorkerJvm.ownJava().toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Driver.class.getName(),
                        folder.toString(),
                        client)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String[] read(Process driver) throws IOException {
        BufferedReader lines = driver.inputReader();
        String line = lines.readLine();
        while (line != null && !line.startsWith("pids ")) {
            line = lines.readLine();
        }
        assertThat(line).isNotNull();
        return String.valueOf(line).split(" ", -1);
    }

    private static List<ProcessHandle> processes(String[] words) {
        List<ProcessHandle> handles = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            handles.add(ProcessHandle.of(Long.parseLong(words[i])).orElseThrow());
        }
        return handles;
    }

    @ParameterizedTest
    @ValueSource(strings = {"own", "aws"})
    void workersAndTheirChildrenEndWithADriverThatIsKilled(String client) throws Exception {
        Process driver = start(client);
        List<ProcessHandle> started = processes(read(driver));
        driver.destroyForcibly();
        Await.until("all to be gone", () -> started.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void aLaterDriverRemovesWhatAKilledOneLeftBehind() throws Exception {
        Process driver = start("own");
        String[] words = read(driver);
        Path left = Path.of(words[4]);
        driver.destroyForcibly();
        List<ProcessHandle> started = processes(words);
        Await.until("all to be gone", () -> started.stream().noneMatch(ProcessHandle::isAlive));
        // Any driver of this machine may have removed it by now, as the next one must.
        WorkerFixture other = new WorkerFixture(folder.resolve("other"));
        try (ProcessPlatform platform = Platforms.open(other.key, Platforms.LIMITS)) {
            Await.until("it to be removed", () -> !Files.exists(left));
            assertThat(platform.folder()).exists();
        }
    }
}

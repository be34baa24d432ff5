package dev.kinglet.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.Count;
import dev.kinglet.Dataset;
import dev.kinglet.DatasetJob;
import dev.kinglet.FunctionExecutor;
import dev.kinglet.Sinks;
import dev.kinglet.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker process that is killed in the middle of a stage is no loss: what it had written does not count. */
final class LostWorkerDatasetTest {

    private static final long NUMBERS = 2_000;

    /** Behind the middle of a share, so that some of it is written when the worker is killed. */
    private static final long FATAL = 1_200;

    private static final long KEYS = 7;

    @TempDir
    private Path folder;

    private @Nullable FunctionExecutor executor;
    private final AtomicReference<DatasetJob> job = new AtomicReference<>();

    @BeforeEach
    void create() {
        executor = FunctionExecutor.create(Map.of(
                "platform", "process", "store", folder.resolve("store").toUri().toString(), "workers", "2"));
    }

    @AfterEach
    void close() {
        if (executor != null) {
            executor.close();
        }
    }

    private Dataset<Long> numbers() {
        if (executor == null) {
            throw new IllegalStateException("no executor was made");
        }
        return executor.read(Sources.range(0, NUMBERS)).onJob(job::set);
    }

    /** Kills the process that it is called in, unless an earlier attempt did so. */
    private static void killOnce(String mark) throws IOException, InterruptedException {
        if (Path.of(mark).toFile().createNewFile()) {
            new ProcessBuilder(
                            "kill",
                            "-KILL",
                            Long.toString(ProcessHandle.current().pid()))
                    .start();
            new CountDownLatch(1).await();
        }
    }

    private String mark() {
        return folder.resolve("killed").toString();
    }

    private void assertThatAWorkerWasLost() {
        assertThat(Path.of(mark())).exists();
        assertThat(job.get().report().attempts())
                .isGreaterThan(job.get().report().calls());
    }

    private static List<String> visible(Path out) throws IOException {
        try (var files = Files.walk(out)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> out.relativize(file).toString())
                    .filter(name -> !name.equals(".committed") && !name.equals(".complete"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void inAStageThatWritesAnExchange() {
        String mark = mark();

        List<Count<Long>> counts = numbers()
                .map(number -> {
                    if (number == FATAL) {
                        killOnce(mark);
                    }
                    return number % KEYS;
                })
                .countByKey()
                .sortBy(Count::key)
                .collect();

        assertThat(counts)
                .isEqualTo(LongStream.range(0, KEYS)
                        .mapToObj(key -> new Count<>(key, Math.ceilDiv(NUMBERS - key, KEYS)))
                        .toList());
        assertThatAWorkerWasLost();
    }

    @Test
    void inAStageThatSorts() {
        String mark = mark();

        List<Long> sorted = numbers()
                .map(number -> {
                    if (number == FATAL) {
                        killOnce(mark);
                    }
                    return -number;
                })
                .sortBy(number -> number)
                .collect();

        assertThat(sorted)
                .isEqualTo(LongStream.range(0, NUMBERS)
                        .mapToObj(number -> number - NUMBERS + 1)
                        .toList());
        assertThatAWorkerWasLost();
    }

    @Test
    void inAStageThatWritesASink() throws IOException {
        String mark = mark();
        Path out = folder.resolve("out");

        numbers()
                .map(number -> {
                    if (number == FATAL) {
                        killOnce(mark);
                    }
                    return "number " + number;
                })
                .write(Sinks.text(out.toString()));

        assertThatAWorkerWasLost();
        assertThat(visible(out)).isNotEmpty().allMatch(name -> name.startsWith("part-"));
        assertThat(lines(out))
                .isEqualTo(LongStream.range(0, NUMBERS)
                        .mapToObj(number -> "number " + number)
                        .toList());
    }

    @Test
    void inAStageThatReadsAnExchangeAndWritesASink() throws IOException {
        String mark = mark();
        Path out = folder.resolve("out");

        numbers()
                .keyBy(number -> number / 2)
                .reduceByKey(Long::sum)
                .map(pair -> {
                    if (pair.key() == FATAL / 2) {
                        killOnce(mark);
                    }
                    return pair.key() + " " + pair.value();
                })
                .write(Sinks.text(out.toString()));

        assertThatAWorkerWasLost();
        assertThat(visible(out)).isNotEmpty().allMatch(name -> name.startsWith("part-"));
        assertThat(lines(out))
                .containsExactlyInAnyOrderElementsOf(LongStream.range(0, NUMBERS / 2)
                        .mapToObj(key -> key + " " + (4 * key + 1))
                        .toList());
    }

    private List<String> lines(Path out) {
        if (executor == null) {
            throw new IllegalStateException("no executor was made");
        }
        return executor.read(Sources.text(out.toString())).collect();
    }
}

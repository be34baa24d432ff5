package dev.kinglet.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.BadRecords;
import dev.kinglet.CallFailedException;
import dev.kinglet.Dataset;
import dev.kinglet.DatasetJob;
import dev.kinglet.JobReport;
import dev.kinglet.Sinks;
import dev.kinglet.Sources;
import dev.kinglet.execute.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What becomes of records at the end: written where all of it appears or nothing, refused, visited. */
interface OutputContract extends DatasetFixture {

    @Test
    default void whatIsWrittenIsThereOnceAndWhole() throws Exception {
        Path out = folder().resolve(getClass().getSimpleName() + "-written");

        trips().write(Sinks.csv(out.toString()));

        assertThat(visible(out)).hasSize(SHARES);
        assertThat(executor().read(Sources.csv(Trip.class, out + "/*.csv")).collect())
                .isEqualTo(trips().collect());
        assertThatThrownBy(() -> trips().write(Sinks.csv(out.toString())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(out.toString());
    }

    @Test
    default void ofAJobThatFailsNothingIsSeen() throws Exception {
        Path out = folder().resolve(getClass().getSimpleName() + "-failed");

        assertThatThrownBy(() -> numbers()
                        .map(number -> {
                            if (number == NUMBERS - 1) {
                                throw new IllegalStateException("no luck with " + number);
                            }
                            return "line " + number;
                        })
                        .write(Sinks.text(out.toString())))
                .isInstanceOf(CallFailedException.class)
                .hasMessageContaining("no luck with 999");

        assertThat(visible(out)).isEmpty();
    }

    @Test
    default void ofTwoJobsThatWriteToOneLocationAtOnceOneIsSeen() throws Exception {
        Path out = folder().resolve(getClass().getSimpleName() + "-contested");
        Path others = Files.createDirectories(folder().resolve(getClass().getSimpleName() + "-begun"));
        List<Callable<JobReport>> jobs = new ArrayList<>();
        for (String name : List.of("one", "other")) {
            String begun = others.resolve(name).toString();
            String other = others.resolve(name.equals("one") ? "other" : "one").toString();
            jobs.add(() -> numbers()
                    .map(number -> {
                        // Neither writes before both have seen that the location is empty.
                        if (number == 0) {
                            Files.createFile(Path.of(begun));
                            Await.until("the other job to begin", () -> Files.exists(Path.of(other)));
                        }
                        return name + " " + number;
                    })
                    .write(Sinks.text(out.toString())));
        }
        List<String> winners = new ArrayList<>();
        List<Throwable> losers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<JobReport> written : threads.invokeAll(jobs)) {
                switch (written.state()) {
                    case SUCCESS -> winners.add(written.resultNow().job());
                    default -> losers.add(written.exceptionNow());
                }
            }
        }

        assertThat(winners).hasSize(1);
        assertThat(losers)
                .hasSize(1)
                .first()
                .asString()
                .contains("job " + winners.getFirst() + " wrote there at the same time");
        List<String> lines = executor().read(Sources.text(out.toString())).collect();
        String winner = lines.getFirst().substring(0, lines.getFirst().indexOf(' '));
        assertThat(lines)
                .isEqualTo(LongStream.range(0, NUMBERS)
                        .mapToObj(number -> winner + " " + number)
                        .toList());
        assertThat(Files.exists(out.resolve(".staged"))).isFalse();
    }

    private static List<Path> visible(Path out) throws Exception {
        if (!Files.exists(out)) {
            return List.of();
        }
        try (var files = Files.walk(out)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !out.relativize(file).toString().startsWith("."))
                    .toList();
        }
    }

    @Test
    default void recordsThatDoNotFitAreSkippedAndCountedOrRedirected() throws Exception {
        Path in = Files.createDirectories(folder().resolve(getClass().getSimpleName() + "-prices"));
        Files.writeString(in.resolve("prices.csv"), "zone,name\nNORTH,low\nNOWHERE,lost\nEAST,one\n");
        Path bad = folder().resolve(getClass().getSimpleName() + "-bad");
        AtomicReference<DatasetJob> job = new AtomicReference<>();

        assertThatThrownBy(() ->
                        executor().read(Sources.csv(Price.class, in.toString())).collect())
                .isInstanceOf(CallFailedException.class)
                .hasMessageContaining("INPUT_NOT_DECODABLE")
                .hasMessageContaining("prices.csv")
                .hasMessageContaining("zone")
                .hasMessageContaining("NOWHERE");
        assertThat(executor()
                        .read(Sources.csv(Price.class, in.toString()).badRecords(BadRecords.redirectTo(bad.toString())))
                        .onJob(job::set)
                        .collect())
                .containsExactly(new Price(Zone.NORTH, "low"), new Price(Zone.EAST, "one"));

        assertThat(job.get().report().badRecords()).isEqualTo(1);
        assertThat(visible(bad)).hasSize(1);
        assertThat(Files.readString(visible(bad).getFirst())).contains("NOWHERE,lost", "prices.csv");
    }

    record Wide(long number) {}

    record Small(byte number) {}

    @Test
    default void rowsOfTablesThatDoNotFitAreToldAndRedirected() throws Exception {
        for (boolean parquet : new boolean[] {true, false}) {
            Path out = folder().resolve(getClass().getSimpleName() + "-numbers-" + parquet);
            Path bad = folder().resolve(getClass().getSimpleName() + "-bad-numbers-" + parquet);
            executor()
                    .read(Sources.range(120, 130))
                    .map(Wide::new)
                    .write(parquet ? Sinks.parquet(out.toString()) : Sinks.arrow(out.toString()));
            AtomicReference<DatasetJob> job = new AtomicReference<>();
            BadRecords policy = BadRecords.redirectTo(bad.toString());

            Dataset<Small> strict = parquet
                    ? executor().read(Sources.parquet(Small.class, out.toString()))
                    : executor().read(Sources.arrow(Small.class, out.toString()));
            Dataset<Small> lenient = parquet
                    ? executor()
                            .read(Sources.parquet(Small.class, out.toString()).badRecords(policy))
                    : executor().read(Sources.arrow(Small.class, out.toString()).badRecords(policy));

            assertThatThrownBy(strict::count)
                    .isInstanceOf(CallFailedException.class)
                    .hasMessageContaining("INPUT_NOT_DECODABLE")
                    .hasMessageContaining(", row 1: column number has 12");
            assertThat(lenient.onJob(job::set).count()).isEqualTo(8);
            assertThat(job.get().report().badRecords()).isEqualTo(2);
            StringBuilder redirected = new StringBuilder();
            for (Path file : visible(bad)) {
                redirected.append(Files.readString(file));
            }
            assertThat(redirected).contains("number\\\":128", "number\\\":129");
        }
    }

    @Test
    default void recordsAreVisitedWhereTheyAre() throws Exception {
        Path visited = Files.createDirectories(folder().resolve(getClass().getSimpleName() + "-visited"));
        String place = visited.toString();

        executor().read(Sources.range(0, 12)).forEach(number -> Files.createFile(Path.of(place, "n" + number)));

        assertThat(visited.toFile().list()).hasSize(12);
    }
}

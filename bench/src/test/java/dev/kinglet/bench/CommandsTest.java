package dev.kinglet.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands as a user types them, small. */
class CommandsTest {

    private final StringWriter text = new StringWriter();
    private Path folder = Path.of(".");

    @BeforeEach
    void inFolder(@TempDir Path given) {
        folder = given;
    }

    private int run(Callable<Integer> command, String... words) {
        CommandLine line = new CommandLine(command);
        line.setOut(new PrintWriter(text));
        line.setErr(new PrintWriter(text));
        return line.execute(words);
    }

    /** Runs a benchmark with words that have spaces between them, which must succeed, and gives what it wrote. */
    private BenchmarkResult measured(String words) throws IOException {
        return measuredOn(words, "--set store=" + folder.resolve("store").toUri());
    }

    private BenchmarkResult measuredOn(String words, String settings) throws IOException {
        Path json = folder.resolve("result.json");
        int status = bench(words + " --json " + json + " " + settings);
        assertThat(status).as(text.toString()).isZero();
        return ResultFile.read(json);
    }

    private int bench(String words) {
        List<String> all = new ArrayList<>(Arrays.asList(words.split(" ", -1)));
        all.addAll(List.of("--set", "workers=2"));
        return run(new BenchCommand(), all.toArray(String[]::new));
    }

    @Test
    void flopsAreMeasuredBesideTheCeilingAndHeldAgainstTheTarget() throws Exception {
        Path html = folder.resolve("flops.html");

        BenchmarkResult result = measured("flops --calls 2 --size 256 --loops 2 --target 1TF --html " + html);

        assertThat(result.figures())
                .containsKeys(
                        "effective_gigaflops", "peak_gigaflops", "share_of_target", "share_of_ceiling", "dollars");
        assertThat(result.command())
                .startsWith("./kinglet bench flops --calls 2")
                .doesNotContain("result.json");
        assertThat(result.measured().notes().getFirst()).startsWith("Functions multiplied with ");
        assertThat(Files.readString(html)).contains("GFLOPS over time");
    }

    @Test
    void functionsThatAreTooSmallForTheMatricesAreRefusedWithWhatTheyNeed() {
        int status = bench("flops --size 8192 --set memory=512");

        assertThat(status).isNotZero();
        assertThat(text.toString()).contains("need functions of 1774 MB, but they have 512; add --set memory=1774");
    }

    @Test
    void storageIsMeasuredFromFunctionsAndBare() throws Exception {
        BenchmarkResult result = measured("storage --megabytes 1 --objects 1 --small 3 --rounds 1");

        assertThat(result.figures())
                .containsKeys("write_megabytes_per_second", "read_of_bare_ratio", "write_requests_of_bare_ratio");
        try (Stream<Path> left = Files.walk(folder.resolve("store"))) {
            assertThat(left.filter(Files::isRegularFile)
                            .filter(file -> file.toString().contains("storage")))
                    .isEmpty();
        }
    }

    @Test
    void startsAreColdPreparedAndWarm() throws Exception {
        BenchmarkResult result = measured("coldstart --rounds 1 --warm-up 0 --prepared-rounds 1 --ramp 2 --hold 200");

        assertThat(result.figures())
                .containsKeys(
                        "cold_median_millis",
                        "warm_median_millis",
                        "prepared_median_millis",
                        "ramp_last_start_seconds");
    }

    @Test
    void aShuffleAsksTheStoreForNoMoreThanTheFormulaSays() throws Exception {
        BenchmarkResult result = measured("shuffle --rows 200000 --keys 5000 --rounds 1 --warm-up 0");

        assertThat(result.figures())
                .containsEntry("store_requests_per_producer", 1.0)
                .containsEntry("store_requests_per_consumer", result.figures().get("producers"))
                .containsKeys("rows_per_second", "megabytes_per_second", "count_rows_per_second");
        assertThat(result.figures().get("consumers")).isGreaterThan(1);
        assertThat(text.toString()).contains("P uploads + P x R range reads: ");
    }

    @Test
    void everyRowOfAParquetFileIsAggregated() throws Exception {
        BenchmarkResult result = measured("aggregate --rows 20000 --rounds 1 --warm-up 1");

        assertThat(result.figures()).containsEntry("rows", 20_000.0).containsEntry("keys", 300.0);
        assertThat(result.figures().get("warm_seconds")).isPositive();
    }

    @Test
    void aStoreThatOnlyKingletReachesIsMeasuredWithoutBare() throws Exception {
        BenchmarkResult result = measuredOn(
                "storage --megabytes 1 --objects 1 --small 3 --rounds 1",
                "--set store=memory:storage --set platform=thread");

        assertThat(result.figures())
                .containsKeys("write_megabytes_per_second", "read_requests_per_second")
                .doesNotContainKey("read_of_bare_ratio");
        assertThat(result.measured().notes()).contains("There is no bare measurement: nothing but Kinglet is there.");
    }

    @Test
    void whereNoWorkerIsPreparedStartsAreColdAndWarm() throws Exception {
        BenchmarkResult result =
                measuredOn("coldstart --rounds 1 --warm-up 0 --prepared-rounds 1 --ramp 0", "--set platform=thread");

        assertThat(result.figures())
                .containsKeys("cold_median_millis", "warm_median_millis")
                .doesNotContainKey("prepared_median_millis");
    }

    @Test
    void sortsOfSeveralSizesAreTimedAndTheirRequestsTold() throws Exception {
        BenchmarkResult result = measured("scale --gigabytes 0.001,0.002 --rounds 1");

        assertThat(result.figures())
                .containsKeys(
                        "sort_of_1_mb_seconds",
                        "sort_of_2_mb_seconds_per_gigabyte",
                        "time_per_byte_largest_of_smallest")
                .containsEntry("reads_of_each_of_1_mb", 1.0)
                .containsEntry("reads_of_each_of_2_mb", 1.0);
        assertThat(result.measured().notes())
                .hasSize(2)
                .allSatisfy(note -> assertThat(note).contains("producers with an upload each", "P x R = "));
    }

    @Test
    void aComparisonWithAFileThatIsNotThereIsRefusedBeforeAnythingIsMeasured() {
        int status = bench("dispatch --compare " + folder.resolve("none.json"));

        assertThat(status).isNotZero();
        assertThat(text.toString()).contains("there is no result ").doesNotContain("calls_per_second");
    }

    @Test
    void peersThatAreAbsentAreSaidToBeAndNothingFails() throws Exception {
        Path noPython = folder.resolve("no-python");

        BenchmarkResult result = measured("peers --without-spark --calls 50 --runs 1 --python " + noPython);

        assertThat(result.figures()).containsOnlyKeys("workers", "map_calls_per_second");
        assertThat(result.measured().notes())
                .anySatisfy(note -> assertThat(note).startsWith("Lithops was left out: there is no " + noPython))
                .anySatisfy(note -> assertThat(note).startsWith("Ray was left out: there is no "))
                .anySatisfy(note -> assertThat(note).startsWith("Dask was left out: there is no "));
    }

    @Test
    void aSimulationSaysWhatItTakesAndIsComparedWithAnEarlierOne() {
        Path json = folder.resolve("simulated.json");
        run(new SimulateCommand(), "flops", "--functions", "50", "--json", json.toString());

        int status = run(
                new SimulateCommand(), "flops", "--functions", "100", "--target", "1TF", "--compare", json.toString());

        assertThat(status).as(text.toString()).isZero();
        assertThat(text.toString())
                .contains(
                        "100 functions of ",
                        " reaches 1.0 TFLOPS",
                        "compared with ./kinglet simulate flops --functions 50");
    }

    @Test
    void theFewestFunctionsThatReachATargetAreFound() throws Exception {
        Path json = folder.resolve("simulated.json");

        int status = run(new SimulateCommand(), "flops", "--target", "2TF", "--json", json.toString());

        assertThat(status).as(text.toString()).isZero();
        assertThat(ResultFile.read(json).figures().get("share_of_target")).isBetween(1.0, 1.1);
    }

    @Test
    void aBenchmarkThatDoesNotExistIsNotPartOfTheSuite() {
        int status = run(new BenchCommand(), "all", "--out", folder.toString(), "--only", "flops,speed");

        assertThat(status).isNotZero();
        assertThat(text.toString()).contains("there is no benchmark speed; there are flops, storage");
    }
}

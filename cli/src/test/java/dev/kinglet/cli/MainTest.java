package dev.kinglet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

    @TempDir
    Path folder;

    private String store() {
        return folder.resolve("store").toString();
    }

    @Test
    void withoutACommandItShowsThemAll() {
        CommandRun run = CommandRun.of();

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("demo", "hello", "run", "config", "version", "help");
    }

    @Test
    void anUnknownCommandIsNamedWithItsNearestNeighbour() {
        CommandRun run = CommandRun.of("demmo");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("no command demmo", "did you mean demo?");
    }

    @Test
    void anUnknownOptionIsNamedWithTheWayToHelp() {
        CommandRun run = CommandRun.of("hello", "--worker", "3");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("--worker", "see kinglet help hello");
    }

    @Test
    void aSettingThatDoesNotExistIsWrongUse() {
        CommandRun run = CommandRun.of("config", "--set", "wrokers=3");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("wrokers", "did you mean workers?").doesNotContain("\tat ");
    }

    @Test
    void configShowsEveryValueWithWhoGaveIt() {
        CommandRun run = CommandRun.of("config", "--workers", "7");

        assertThat(run.status()).isZero();
        assertThat(run.out().lines())
                .anySatisfy(line -> assertThat(line).startsWith("workers:").contains("7", "the program"))
                .anySatisfy(line -> assertThat(line).startsWith("time-limit:").contains("15m", "default"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("request and response:")
                        .contains("6,291,456", "AWS Lambda's quotas, 2026"));
    }

    @Test
    void helpOfACommandShowsItsOptions() {
        CommandRun run = CommandRun.of("help", "demo");

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("Usage: kinglet demo", "--input");
    }

    @Test
    void versionShowsTheJavaThatRunsIt() {
        assertThat(CommandRun.of("version").out()).contains("java " + Runtime.version());
        assertThat(CommandRun.of("--version").status()).isZero();
    }

    @Test
    void helloPrintsTenResultsOfOtherProcesses() {
        CommandRun run = CommandRun.of("hello", "--store", store(), "--workers", "2");

        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out().lines())
                .hasSize(10)
                .allSatisfy(line -> assertThat(line)
                        .doesNotContain("process " + ProcessHandle.current().pid() + ":"));
        assertThat(run.out()).contains("hello 9 from process").contains("9 squared is 81");
    }

    @Test
    void demoCountsWordsAndReports() throws Exception {
        Files.writeString(folder.resolve("a.txt"), "to be or not to be");
        Files.writeString(folder.resolve("b.txt"), "that is the question");

        CommandRun run = CommandRun.of(
                "demo", "--input", folder + "/*.txt", "--store", store(), "--platform", "thread", "--workers", "2");

        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("10 words, 8 different")
                .contains("           2  be\n           2  to\n           1  is")
                .contains(
                        "  job ",
                        "  time ",
                        "  in phases ",
                        "  calls ",
                        "  input ",
                        "  store ",
                        "  workers ",
                        "  bill ")
                .contains(store());
    }

    @Test
    void checkTriesEachRequestAndACallAndLeavesNothingBehind() throws Exception {
        CommandRun run = CommandRun.of("check", "--store", store(), "--platform", "thread");

        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains(
                        "write an object", "read a range", "write only what is absent", "a second call", "all is well")
                .doesNotContain("failed", "not to be relied on");
        assertThat(folder.resolve("store/check"))
                .satisfiesAnyOf(
                        left -> assertThat(left).doesNotExist(),
                        left -> assertThat(left).isEmptyDirectory());
    }

    @Test
    void checkEndsAtTheFirstStepThatFailsAndSaysWhy() throws Exception {
        Files.writeString(folder.resolve("store"), "a file where a folder should be");

        CommandRun run = CommandRun.of("check", "--store", store(), "--platform", "thread");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out().lines().toList().getLast())
                .contains("write an object")
                .contains("failed");
        assertThat(run.err()).contains(store()).doesNotContain("\tat ");
    }

    @Test
    void cleanRemovesWhatIsOldAndADryRunOnlyCounts() throws Exception {
        Path job = Files.createDirectories(folder.resolve("store/jobs/20200101-000000-00000000"));
        Path manifest = Files.writeString(job.resolve("manifest.json"), "{}");
        Files.setLastModifiedTime(manifest, FileTime.from(Instant.now().minus(Duration.ofDays(8))));

        CommandRun young = CommandRun.of("clean", "--store", store(), "--older", "9d");
        CommandRun dry = CommandRun.of("clean", "--store", store(), "--dry-run");
        assertThat(manifest).exists();
        CommandRun run = CommandRun.of("clean", "--store", store());

        assertThat(young.out()).startsWith("removed 0 jobs");
        assertThat(dry.out())
                .startsWith("would remove 1 jobs and 0 pieces of code: 1 objects")
                .contains(store());
        assertThat(run.out()).startsWith("removed 1 jobs");
        assertThat(manifest).doesNotExist();
        assertThat(CommandRun.of("clean", "--older", "soon").err()).contains("\"soon\" must be a time");
    }

    @Test
    void inputsThatMatchNothingAreWrongUse() {
        CommandRun run =
                CommandRun.of("demo", "--input", folder + "/*.text", "--store", store(), "--platform", "thread");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("*.text", "matches nothing").doesNotContain("\tat ");
    }
}

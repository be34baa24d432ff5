package dev.kinglet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
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
                .anySatisfy(line -> assertThat(line).startsWith("time-limit:").contains("15m", "default"));
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
    void inputsThatMatchNothingAreWrongUse() {
        CommandRun run =
                CommandRun.of("demo", "--input", folder + "/*.text", "--store", store(), "--platform", "thread");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("*.text", "matches nothing").doesNotContain("\tat ");
    }
}

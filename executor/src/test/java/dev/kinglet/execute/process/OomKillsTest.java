package dev.kinglet.execute.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kills for want of memory are told from others by the system's counts, in the files as Linux has them. */
final class OomKillsTest {

    private static final int KILLED = 137;

    @TempDir
    private Path folder;

    private Path proc = Path.of("");
    private Path groups = Path.of("");

    @BeforeEach
    void makeFolders() throws IOException {
        proc = folder.resolve("proc");
        Files.createDirectories(proc.resolve("self"));
        groups = Files.createDirectories(folder.resolve("groups"));
        Files.writeString(proc.resolve("vmstat"), "nr_free_pages 1\noom_kill 7\n");
    }

    private static void count(Path file, String others, int kills) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, others + "oom_kill " + kills + "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "0::/app, app/memory.events, 'low 0\nmax 3\noom 1\n'",
        "0::/hidden/group, memory.events, 'oom 1\n'",
        "0::/, memory.events, ''",
        "4:memory:/docker/1, memory/docker/1/memory.oom_control, 'under_oom 0\n'",
        "'9:cpu,memory:/x', memory/memory.oom_control, 'oom_kill_disable 0\n'",
    })
    void aKillInTheGroupOfTheDriverIsSeenOnce(String group, String file, String others) throws IOException {
        Files.writeString(proc.resolve("self/cgroup"), "12:pids:/\n" + group + "\n");
        count(groups.resolve(file), others, 2);
        OomKills kills = new OomKills(proc, groups);

        assertThat(kills.anyMore()).isFalse();
        count(groups.resolve(file), others, 3);
        assertThat(kills.anyMore()).isTrue();
        assertThat(kills.anyMore()).isFalse();
    }

    @Test
    void withoutAGroupTheMachineIsAsked() throws IOException {
        OomKills kills = new OomKills(proc, groups);

        Files.writeString(proc.resolve("vmstat"), "oom_kill 8\n");

        assertThat(kills.anyMore()).isTrue();
    }

    @Test
    void theEvidenceSpeaksOfMemoryWhereTheSystemDid() throws IOException {
        OomKills kills = new OomKills(proc, groups);
        Files.writeString(folder.resolve(WorkerEnd.LOG), "");

        WorkerEnd byHand = WorkerEnd.of(KILLED, true, folder, kills);
        Files.writeString(proc.resolve("vmstat"), "oom_kill 8\n");
        WorkerEnd bySystem = WorkerEnd.of(KILLED, true, folder, kills);

        assertThat(byHand.code()).isEqualTo(ErrorCode.WORKER_LOST);
        assertThat(byHand.evidence()).contains("killed by signal 9 (by hand");
        assertThat(bySystem.code()).isEqualTo(ErrorCode.WORKER_LOST);
        assertThat(bySystem.evidence())
                .contains("killed by signal 9: the system killed it for want of memory")
                .contains("lower \"workers\" or \"memory\"");
    }

    @Test
    void aSystemThatDoesNotCountIsNoError() {
        assertThat(new OomKills(folder.resolve("none"), folder.resolve("none")).anyMore())
                .isFalse();
    }
}

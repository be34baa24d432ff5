package dev.kinglet.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.bench.peers.Python.Framework;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Interpreters are real processes: scripts of the shell that do what an interpreter would. */
class PythonTest {

    @TempDir
    Path folder = Path.of(".");

    private Python interpreter(String script) throws IOException {
        Path file = folder.resolve("interpreter");
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return new Python(file.toString());
    }

    @Test
    void aModuleThatIsImportedIsThere() throws Exception {
        Python python = interpreter("test \"$1\" = -c && test \"$2\" = 'import ray'");

        assertThatCode(() -> python.require("ray")).doesNotThrowAnyException();
    }

    @Test
    void aModuleThatIsNotImportedIsAbsentForTheReasonThatPythonGives() throws Exception {
        Python python =
                interpreter("echo Traceback >&2; echo \"ModuleNotFoundError: No module named 'ray'\" >&2; exit 1");

        assertThatThrownBy(() -> python.require("ray"))
                .isInstanceOf(AbsentPeerException.class)
                .hasMessageEndingWith("cannot import ray: ModuleNotFoundError: No module named 'ray'");
    }

    @Test
    void withoutAnInterpreterEveryModuleIsAbsent() {
        Python python = new Python(folder.resolve("no-python").toString());

        assertThatThrownBy(() -> python.seconds(Framework.DASK, 1, 1, 1))
                .isInstanceOf(AbsentPeerException.class)
                .hasMessageStartingWith("there is no " + folder.resolve("no-python"));
    }

    @Test
    void theMedianOfTheRoundsIsTakenFromAmongWhatAFrameworkPrints() throws Exception {
        Python python = interpreter(
                "test \"$1\" = -c && exit; echo starting; for s in 3.5 1.5 2.5; do echo kinglet-round $s; done; echo over");

        assertThat(python.seconds(Framework.LITHOPS, 10, 2, 3)).isEqualTo(2.5);
    }

    @Test
    void aFrameworkThatIsThereButFailsIsLeftOutWithItsLastWords() throws Exception {
        Python python = interpreter("test \"$1\" = -c && exit; echo kinglet-round 1; echo no room left; exit 3");

        assertThatThrownBy(() -> python.seconds(Framework.RAY, 10, 2, 3))
                .isInstanceOf(AbsentPeerException.class)
                .hasMessage("Ray is there, but failed: no room left");
    }

    @Test
    void aFrameworkThatSaysNothingOfItsRoundsHasFailed() throws Exception {
        Python python = interpreter("exit 0");

        assertThatThrownBy(() -> python.seconds(Framework.RAY, 10, 2, 3))
                .isInstanceOf(AbsentPeerException.class)
                .hasMessageContaining("it printed nothing, and its status was 0");
    }

    @Test
    void linesThatOnlyMentionRoundsAreNone() {
        assertThat(Python.rounds(List.of("a kinglet-round 1", "kinglet-round 0.25")))
                .containsExactly(0.25);
    }
}

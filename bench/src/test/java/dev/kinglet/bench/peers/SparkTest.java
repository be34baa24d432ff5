package dev.kinglet.bench.peers;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When Spark counts as absent; that it is there takes 200 MB of libraries. */
class SparkTest {

    @TempDir
    Path folder = Path.of(".");

    @Test
    void sparkIsAbsentWhereMavenFailsOrIsNotThere() {
        // A folder without a project: Maven starts, and has nothing to load.
        assertThatThrownBy(() -> Spark.load(folder))
                .isInstanceOf(AbsentPeerException.class)
                .hasMessageStartingWith("Spark is absent, for Maven could not load it: ");
    }

    @Test
    void sparkIsAbsentWhereItsLibrariesDoNotHaveWhatTheJobsUse() throws Exception {
        Path source = Files.writeString(
                folder.resolve("Jobs.java"), "import org.apache.spark.SparkConf;\nfinal class Jobs {}\n");

        assertThatThrownBy(() -> Spark.compile(source, folder, folder.toString()))
                .isInstanceOf(AbsentPeerException.class)
                .hasMessage("Spark is absent, for its jobs do not compile");
    }
}

package dev.kinglet.execute.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What it takes to run with S3 is shown by the jobs over a troubled store. */
final class WorkerClassPathTest {

    private static List<String> names(String store) {
        return WorkerClassPath.find(store).stream()
                .map(path -> path.getFileName().toString())
                .toList();
    }

    @Test
    void aWorkerForS3HasTheClientAndWhatTheClientNeeds() {
        for (String jar : List.of("minio-", "okhttp-jvm-", "okio-", "kotlin-stdlib-", "guava-", "simple-xml-")) {
            assertThat(names("s3://bucket/prefix")).anyMatch(name -> name.startsWith(jar));
        }
    }

    @Test
    void nothingOfTheUsersIsOnIt() {
        Path own = Path.of(WorkerClassPathTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());

        assertThat(WorkerClassPath.find("s3://bucket")).doesNotContain(own);
        assertThat(names("s3://bucket"))
                .noneMatch(
                        name -> name.startsWith("junit") || name.startsWith("assertj") || name.startsWith("s3proxy"));
    }

    /** So that one ahead-of-time cache serves both. */
    @Test
    void everyClassPathBeginsWithWhatAllWorkersNeed() {
        List<Path> all = WorkerClassPath.find("file:///folder");

        assertThat(WorkerClassPath.find("s3://bucket").subList(0, all.size())).isEqualTo(all);
    }
}

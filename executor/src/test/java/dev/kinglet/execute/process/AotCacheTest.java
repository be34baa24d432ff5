package dev.kinglet.execute.process;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AotCacheTest {

    @TempDir
    private Path folder;

    private Path jar = Path.of("unused");

    @BeforeEach
    void makeJar() throws IOException {
        jar = Files.write(folder.resolve("some.jar"), new byte[] {1, 2, 3});
    }

    private AotCache cache(Path... classPath) {
        return requireNonNull(AotCache.of(folder.resolve("caches"), List.of(classPath)));
    }

    @Test
    void aClassPathWithADirectoryHasNone() throws IOException {
        Path classes = Files.createDirectory(folder.resolve("classes"));

        assertThat(AotCache.of(folder, List.of(jar, classes))).isNull();
    }

    @Test
    void theSameJarsHaveTheSameAndOthersAnother() throws IOException {
        Path file = cache(jar).file();
        assertThat(cache(jar).file()).isEqualTo(file);

        Path other = Files.copy(jar, folder.resolve("other.jar"));
        assertThat(cache(jar, other).file()).isNotEqualTo(file);
        assertThat(cache(other, jar).file()).isNotEqualTo(cache(jar, other).file());
    }

    @Test
    void aJarThatWasWrittenAgainHasAnother() throws IOException {
        Path file = cache(jar).file();

        Files.setLastModifiedTime(jar, FileTime.fromMillis(12_345));

        assertThat(cache(jar).file()).isNotEqualTo(file);
    }

    @Test
    void itIsGivenOnceItIsThere() throws Exception {
        AotCache cache = cache(jar);
        assertThat(cache.ifPresent().get()).isNull();

        Files.createDirectories(cache.file().getParent());
        Files.write(cache.file(), new byte[] {4});

        assertThat(cache.ifPresent().get()).isEqualTo(cache.file());
        assertThat(cache.build()).isTrue();
        assertThat(cache.file()).hasBinaryContent(new byte[] {4});
    }

    @Test
    void aTrainingThatCannotRunLeavesNothing() throws Exception {
        AotCache cache = cache(jar); // which has no worker in it

        assertThat(built(cache)).isFalse();

        assertThat(cache.ifPresent().get()).isNull();
        assertThat(folder.resolve("caches")).isEmptyDirectory();
    }

    /** Whether it was made; a training may also say by a failure that it could not. */
    private static boolean built(AotCache cache) throws InterruptedException {
        try {
            return cache.build();
        } catch (IOException | IllegalStateException e) {
            return false;
        }
    }
}

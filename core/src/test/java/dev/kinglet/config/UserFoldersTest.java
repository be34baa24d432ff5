package dev.kinglet.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserFoldersTest {

    @TempDir
    Path folder;

    @Test
    void theHomeIsThatOfTheEnvironmentThenThatOfTheSystem() {
        assertThat(UserFolders.home(Map.of("HOME", "/a"), "/b")).isEqualTo(Path.of("/a"));
        assertThat(UserFolders.home(Map.of("HOME", ""), "/b")).isEqualTo(Path.of("/b"));
        assertThat(UserFolders.home(Map.of(), "/b")).isEqualTo(Path.of("/b"));
        assertThat(UserFolders.home(Map.of(), "?")).isNull();
        assertThat(UserFolders.home(Map.of(), null)).isNull();
    }

    @Test
    void theCacheLiesInTheHomeUnlessAnotherFolderIsNamed() {
        assertThat(UserFolders.cache(Map.of(), folder.resolve("new"))).isEqualTo(folder.resolve("new/.cache/kinglet"));
        assertThat(UserFolders.cache(Map.of("XDG_CACHE_HOME", folder.toString()), null))
                .isEqualTo(folder.resolve("kinglet"));
        assertThat(UserFolders.cache(Map.of("XDG_CACHE_HOME", "relative"), folder))
                .isEqualTo(folder.resolve(".cache/kinglet"));
    }

    @Test
    void whatNobodyHasTakenForLongIsRemovedWhereSomethingElseIsTaken() throws IOException {
        Path old = Files.createDirectories(folder.resolve("old"));
        Files.createFile(old.resolve("a.jar"));
        Path recent = Files.createFile(folder.resolve("recent"));
        Path taken = Files.createFile(folder.resolve("taken"));
        for (Path each : List.of(old, taken)) {
            Files.setLastModifiedTime(each, FileTime.from(Instant.now().minus(Duration.ofDays(100))));
        }

        UserFolders.taken(taken);

        assertThat(folder).isDirectoryNotContaining(file -> file.equals(old));
        assertThat(recent).exists();
        assertThat(taken).exists();
    }

    @Test
    void withoutAHomeThatCanBeWrittenTheCacheLiesAmongTemporaryFiles() throws IOException {
        Path file = Files.createFile(folder.resolve("file")); // nobody can make a folder below it

        Path cache = UserFolders.cache(Map.of(), file);

        assertThat(cache).isDirectory().isWritable();
        assertThat(UserFolders.cache(Map.of(), null)).isEqualTo(cache);
    }
}

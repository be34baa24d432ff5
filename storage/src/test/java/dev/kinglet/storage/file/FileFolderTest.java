package dev.kinglet.storage.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kinglet.storage.AccessDeniedException;
import dev.kinglet.storage.ObjectInfo;
import dev.kinglet.storage.ObjectNotFoundException;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.ObjectUpload;
import dev.kinglet.storage.PreconditionFailedException;
import dev.kinglet.storage.StorageException;
import dev.kinglet.storage.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is particular to folders: what others put there, what is left there, and what the operating system refuses. */
class FileFolderTest {

    @TempDir
    Path temporary;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private ObjectStore store;

    @BeforeEach
    void open() {
        folder = temporary.resolve("store");
        store = new FileObjectStore(folder);
    }

    @Test
    void nothingIsMadeBeforeTheFirstWrite() {
        assertThat(store.list("", null, 10).objects()).isEmpty();
        assertThat(store.head("a")).isEmpty();
        store.delete("a");
        store.upload("a").close();

        assertThat(folder).doesNotExist();
    }

    @Test
    void ordinaryFilesAreObjectsUnderTheirOwnNames() throws IOException {
        List<String> names =
                List.of("100%.txt", "a%41", "plain.txt", "sub dir/x y.txt", "Straße/日本.txt", "y".repeat(250));
        for (String name : names) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
        }

        assertThat(keys()).containsExactlyInAnyOrderElementsOf(names);
        for (String name : names) {
            assertThat(store.get(name)).asString(UTF_8).isEqualTo(name);
            assertThat(store.head(name)).isPresent();
            assertThatExceptionOfType(PreconditionFailedException.class)
                    .isThrownBy(() -> store.putIfAbsent(name, new byte[0]));
        }
        store.put("100%.txt", "ours".getBytes(UTF_8));
        assertThat(store.get("100%.txt")).asString(UTF_8).isEqualTo("ours");
        assertThat(keys()).containsExactlyInAnyOrderElementsOf(names);
        store.deleteAll(names);
        assertThat(keys()).isEmpty();
    }

    @Test
    void anObjectOfAnOrdinaryKeyIsAFileOfThatName() {
        store.put("jobs/1/output", "abc".getBytes(UTF_8));

        assertThat(folder.resolve("jobs/1/output")).hasContent("abc");
    }

    @Test
    void writesLeaveNoTemporaryFileWhetherTheySucceedOrNot() throws IOException {
        store.put("a", new byte[100]);
        store.putIfAbsent("b", new byte[100]);
        assertThatExceptionOfType(PreconditionFailedException.class)
                .isThrownBy(() -> store.putIfAbsent("a", new byte[1]));
        try (ObjectUpload upload = store.upload("c")) {
            upload.write(new byte[200_000]);
        }
        try (ObjectUpload upload = store.upload("d")) {
            upload.write(new byte[200_000]);
            upload.commit();
        }

        assertThat(folder.resolve(FileNames.HIDDEN)).isEmptyDirectory();
        assertThat(keys()).containsExactly("a", "b", "d");
    }

    @Test
    void foldersGoWithTheirLastObject() throws IOException {
        store.put("a/b/c", new byte[1]);
        store.put("a/d", new byte[1]);
        store.delete("a/b/c");
        assertThat(folder.resolve("a/b")).doesNotExist();
        assertThat(folder.resolve("a/d")).exists();
        store.deleteAll(List.of("a/d"));
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(folder.resolve(FileNames.HIDDEN));
        }
    }

    @Test
    void whatTheStoreHidesCannotBeReachedByAnyKey() throws IOException {
        store.put("a", new byte[1]);
        Files.writeString(folder.resolve(FileNames.HIDDEN).resolve("left over"), "half");

        assertThat(keys()).containsExactly("a");
        assertThatExceptionOfType(ObjectNotFoundException.class).isThrownBy(() -> store.get(".kinglet/left over"));
    }

    @Test
    void aFolderThatIsGoneIsNamedToReadersAndMadeAnewForWriters() {
        assertThatExceptionOfType(ObjectNotFoundException.class)
                .isThrownBy(() -> store.get("a"))
                .withMessageContaining(folder + ", a folder that does not exist");
        store.put("a", new byte[1]);
        assertThat(keys()).containsExactly("a");
    }

    @Test
    void aFileInPlaceOfTheFolderIsToldSo() throws IOException {
        Files.writeString(folder, "a file");

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> store.put("a/b", new byte[1]))
                .withMessageContaining(folder + " is a file; a store is a folder")
                .matches(failure -> !failure.retryable());
        assertThat(folder).hasContent("a file");
    }

    @Test
    void linksAreFollowedAndCirclesEnd() throws IOException {
        Path elsewhere = Files.createDirectories(temporary.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("x"), "x");
        Files.createDirectories(folder);
        Files.createSymbolicLink(folder.resolve("linked"), elsewhere);
        Files.createSymbolicLink(folder.resolve("dangling"), temporary.resolve("absent"));
        assertThat(keys()).containsExactly("linked/x");

        Files.createSymbolicLink(folder.resolve("circle"), folder);
        assertThat(keys()).containsExactly("circle/linked/x", "linked/x");
    }

    @Test
    void theOperatingSystemsRefusalsAreToldApart() {
        FileFailures failures = new FileFailures(temporary);

        assertThat(failure(failures, "No space left on device"))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("the disk is full")
                .hasMessageContaining(temporary.toString())
                .matches(failure -> !failure.retryable());
        assertThat(failure(failures, "Disk quota exceeded")).isInstanceOf(StoreUnavailableException.class);
        assertThat(failure(failures, "Read-only file system"))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("read-only");
        assertThat(failure(failures, "Operation not permitted")).isInstanceOf(AccessDeniedException.class);
        assertThat(failures.of("put of \"a\"", new java.nio.file.AccessDeniedException("/x/y")))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("no permission at /x/y");
        assertThat(failure(failures, "Input/output error"))
                .isInstanceOf(StoreUnavailableException.class)
                .matches(failure -> failure.retryable());
        assertThat(failure(failures, "File name too long")).matches(failure -> !failure.retryable());
    }

    private static StorageException failure(FileFailures failures, String words) {
        return failures.of("put of \"a\"", new FileSystemException("/x/y", null, words));
    }

    private List<String> keys() {
        return store.list("", null, 1_000).objects().stream()
                .map(ObjectInfo::key)
                .toList();
    }
}

package dev.kinglet.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.ObjectInput;
import dev.kinglet.storage.ObjectStores;
import dev.kinglet.store.TestStores;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputResolverTest {

    @TempDir
    Path folder;

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Path zip(String name, String... entriesAndTexts) throws IOException {
        Path file = folder.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("folder/"));
            for (int i = 0; i < entriesAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(entriesAndTexts[i]));
                zip.write(entriesAndTexts[i + 1].getBytes(UTF_8));
            }
        }
        return file;
    }

    private List<ObjectInput> resolve(String... patterns) {
        return InputResolver.resolve(List.of(patterns), TestStores.ANY, folder);
    }

    private List<String> names(String... patterns) {
        return resolve(patterns).stream()
                .map(ObjectInput::name)
                .map(name -> name.replace("file://" + folder + "/", ""))
                .toList();
    }

    @Test
    void aFileIsItself() throws IOException {
        Path file = write("a.txt", "one");

        ObjectInput input = resolve("a.txt").getFirst();

        assertThat(input.name()).isEqualTo("file://" + file);
        assertThat(input.size()).isEqualTo(3);
        assertThat(input.text()).isEqualTo("one");
        assertThat(names(file.toString(), "file://" + file)).containsExactly("a.txt", "a.txt");
    }

    @Test
    void aFolderIsAllFilesBelowItInOrderWithoutTheHiddenOnes() throws IOException {
        write("in/b/2.txt", "");
        write("in/b/1.txt", "");
        write("in/a.txt", "");
        write("in/.hidden", "");
        write("in/.git/x", "");

        assertThat(names("in")).containsExactly("in/a.txt", "in/b/1.txt", "in/b/2.txt");
    }

    @Test
    void globsMatchFilesInTheOrderOfPatternsThenNames() throws IOException {
        write("in/b.txt", "");
        write("in/a.txt", "");
        write("in/deep/er/c.txt", "");
        write("in/d.md", "");

        assertThat(names("in/*.txt")).containsExactly("in/a.txt", "in/b.txt");
        assertThat(names("in/**/*.txt")).containsExactly("in/a.txt", "in/b.txt", "in/deep/er/c.txt");
        assertThat(names("in/*.{md,csv}", "in/?.txt")).containsExactly("in/d.md", "in/a.txt", "in/b.txt");
        assertThat(names("*/deep/*/c.txt")).containsExactly("in/deep/er/c.txt");
    }

    @Test
    void theCurrentDirectoryIsNoPartOfTheGlob() throws IOException {
        for (String directory : List.of(".hidden", "a{b", "c*", "d\\")) {
            write(directory + "/x.txt", "");
            write(directory + "/.y.txt", "");
            write("c/x.txt", "");
            Path current = folder.resolve(directory);

            assertThat(InputResolver.resolve(List.of("*.txt"), TestStores.ANY, current))
                    .extracting(ObjectInput::name)
                    .containsExactly("file://" + current + "/x.txt");
        }
    }

    @Test
    void globsAreFoundFromTheRootOfTheFileSystem() throws IOException {
        Path file = write("in/a.txt", "");

        assertThat(InputResolver.resolve(
                        List.of(folder.toString().substring(1) + "/*/a.txt"), TestStores.ANY, Path.of("/")))
                .extracting(ObjectInput::name)
                .containsExactly("file://" + file);
    }

    @Test
    void slashesMayBeDoubledAndFoldersNamedByDots() throws IOException {
        write("in/a.txt", "");
        write("in/b/c.txt", "");

        assertThat(names("in//*.txt", "in/b//../*.txt", "./in/./*.txt"))
                .allMatch(name -> name.endsWith("/a.txt"))
                .hasSize(3);
    }

    @Test
    void hiddenFilesAreFoundByGlobsThatAskForThem() throws IOException {
        write("in/.a/b.txt", "");
        write("in/.c.txt", "");
        write("in/d.txt", "");

        assertThat(names("in/.a/*.txt", "in/.*.txt", "in/**/.a/*.txt", "in/.a")).hasSize(4);
        assertThat(names("in/**")).containsExactly("in/d.txt");
    }

    @Test
    void aNameThatExistsIsTakenAsItIs() throws IOException {
        write("a{1}.txt", "braces");
        write("b*.txt", "star");

        assertThat(names("a{1}.txt", "b*.txt")).containsExactly("a{1}.txt", "b*.txt");
    }

    @Test
    void anArchiveIsItsEntries() throws IOException {
        zip("a.zip", "java.base/B.java", "class B", "java.base/A.java", "class A", "notes.txt", "hello");

        assertThat(names("a.zip"))
                .containsExactly("a.zip!/java.base/A.java", "a.zip!/java.base/B.java", "a.zip!/notes.txt");
        assertThat(names("a.zip!/java.base/**/*.java"))
                .containsExactly("a.zip!/java.base/A.java", "a.zip!/java.base/B.java");
        ObjectInput entry = resolve("a.zip!/notes.txt").getFirst();
        assertThat(entry.text()).isEqualTo("hello");
        assertThat(entry.size()).isEqualTo(5);
        assertThat(entry.lines()).containsExactly("hello");
    }

    @Test
    void anArchiveThatWasReplacedIsReadAnew() throws IOException {
        Path file = zip("a.zip", "x", "first");
        assertThat(resolve("a.zip").getFirst().text()).isEqualTo("first");

        zip("a.zip", "x", "second");
        Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(1));

        assertThat(resolve("a.zip").getFirst().text()).isEqualTo("second");
    }

    @Test
    void compressedFilesAreReadUncompressed() throws IOException {
        try (OutputStream file = new GZIPOutputStream(Files.newOutputStream(folder.resolve("a.txt.gz")))) {
            file.write("one\ntwo\n".getBytes(UTF_8));
        }
        ObjectInput input = resolve("a.txt.gz").getFirst();

        assertThat(input.text()).isEqualTo("one\ntwo\n");
        assertThat(input.lines()).containsExactly("one", "two");
        assertThat(input.size()).isEqualTo(Files.size(folder.resolve("a.txt.gz")));
    }

    @Test
    void objectsOfAStoreAreFoundByPrefixAndGlob() {
        try (var store = ObjectStores.open("memory:inputs")) {
            store.put("logs/b.txt", "b".getBytes(UTF_8));
            store.put("logs/a.txt", "a".getBytes(UTF_8));
            store.put("logs/deep/c.md", "c".getBytes(UTF_8));
            store.put("other", "o".getBytes(UTF_8));

            assertThat(names("memory:inputs/logs/"))
                    .containsExactly(
                            "memory:inputs/logs/a.txt", "memory:inputs/logs/b.txt", "memory:inputs/logs/deep/c.md");
            assertThat(names("memory:inputs/logs/*.txt"))
                    .containsExactly("memory:inputs/logs/a.txt", "memory:inputs/logs/b.txt");
            assertThat(resolve("memory:inputs/logs/a*").getFirst().text()).isEqualTo("a");
            assertThatThrownBy(() -> resolve("memory:inputs/logs/*.csv"))
                    .hasMessageContaining("none of the 3 objects")
                    .hasMessageContaining("memory:inputs/logs/*.csv");
            store.put("packed/texts.zip", new byte[] {1});
            assertThatThrownBy(() -> resolve("memory:inputs/packed/"))
                    .hasMessageContaining("packed/texts.zip is an archive in a store");
            assertThatThrownBy(() -> resolve("memory:inputs/nothing/"))
                    .hasMessageContaining("no object")
                    .hasMessageContaining("begins with \"nothing/\"");
        }
    }

    @Test
    void aResourceOfTheClassPathIsTheFileOrEntryThatItIs() {
        String own = InputResolverTest.class.getName().replace('.', '/') + ".class";

        assertThat(resolve("classpath:" + own).getFirst().size()).isPositive();
        assertThat(resolve("classpath:org/junit/jupiter/api/Test.class")
                        .getFirst()
                        .name())
                .contains(".jar!/org/junit");
        assertThatThrownBy(() -> resolve("classpath:none.txt")).hasMessageContaining("no resource none.txt");
    }

    @Test
    void listingsLongerThanAPageAreReadToTheirEnd() {
        try (var store = ObjectStores.open("memory:many")) {
            for (int i = 0; i < 2_500; i++) {
                store.put("x/" + i, new byte[0]);
            }

            assertThat(resolve("memory:many/x/")).hasSize(2_500);
        }
    }

    @Test
    void whatMatchesNothingIsToldWithWhatIsThereInstead() throws IOException {
        write("in/a.md", "");
        write("in/b.md", "");

        assertThatThrownBy(() -> resolve("in/*.txt"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"in/*.txt\" matches nothing: " + folder + "/in, holds 2 entries: a.md, b.md");
        assertThatThrownBy(() -> resolve("in/none/x/*.txt"))
                .hasMessageContaining(
                        "in/none/x does not exist; the nearest folder that does, " + folder + "/in, holds 2 entries");
        assertThatThrownBy(() -> resolve("missing.txt")).hasMessageContaining("missing.txt does not exist");
    }

    @Test
    void anEmptyFolderMatchesNothing() throws IOException {
        Files.createDirectory(folder.resolve("empty"));

        assertThatThrownBy(() -> resolve("empty")).hasMessageContaining("holds nothing");
    }

    @Test
    void archivesThatCannotBeReadAreRefusedByName() throws IOException {
        write("a.tar.gz", "not really");
        write("broken.zip", "not really");

        assertThatThrownBy(() -> resolve("a.tar.gz"))
                .hasMessageContaining("a.tar.gz")
                .hasMessageContaining("unpack or repack");
        assertThatThrownBy(() -> resolve("broken.zip")).hasMessageContaining("broken.zip cannot be read");
    }

    @Test
    void anOutputOfWhichNotAllPartsHaveTheirNamesIsRefused() {
        try (var store = ObjectStores.open("memory:half")) {
            store.put("out/.committed", new byte[1]);
            store.put("out/part-00000.csv", new byte[1]);
            store.put("other/part-00000.csv", new byte[1]);

            for (String pattern :
                    List.of("memory:half/out/", "memory:half/out/part-*", "memory:half/out/part-00000.csv")) {
                assertThatThrownBy(() -> names(pattern))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining(
                                "memory:half/out/ holds an output of which not all parts have their names yet");
            }
            assertThat(names("memory:half/other/")).hasSize(1);
            store.put("out/.complete", new byte[0]);
            assertThat(names("memory:half/out/part-*")).hasSize(1);
        }
    }

    @Test
    void objectsWhoseNameBeginsWithADotArePassedOverUnlessTheyAreNamed() {
        try (var store = ObjectStores.open("memory:hidden")) {
            store.put("out/part-00000.csv", new byte[1]);
            store.put("out/.complete", new byte[1]);
            store.put("out/.staged/job/0/0/0", new byte[1]);

            assertThat(names("memory:hidden/out/")).containsExactly("memory:hidden/out/part-00000.csv");
            assertThat(names("memory:hidden/out/*")).containsExactly("memory:hidden/out/part-00000.csv");
            assertThat(names("memory:hidden/out/.complete")).containsExactly("memory:hidden/out/.complete");
        }
    }
}

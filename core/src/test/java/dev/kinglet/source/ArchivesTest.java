package dev.kinglet.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.ObjectInput;
import dev.kinglet.closure.UndecodableException;
import dev.kinglet.store.TestStores;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchivesTest {

    @TempDir
    Path folder;

    /** An archive of stored entries, whose bytes can be found and changed. */
    private Path zip(Charset names, String... entries) throws IOException {
        Path file = folder.resolve("a.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file), names)) {
            for (String name : entries) {
                ZipEntry entry = new ZipEntry(name);
                byte[] content = ("content of " + name).getBytes(UTF_8);
                CRC32 checksum = new CRC32();
                checksum.update(content);
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(name.endsWith("/") ? 0 : content.length);
                entry.setCrc(name.endsWith("/") ? 0 : checksum.getValue());
                zip.putNextEntry(entry);
                zip.write(content, 0, name.endsWith("/") ? 0 : content.length);
            }
        }
        return file;
    }

    private static void replace(Path file, String what, String by) throws IOException {
        String bytes = new String(Files.readAllBytes(file), ISO_8859_1);
        assertThat(bytes).contains(what);
        Files.write(file, bytes.replace(what, by).getBytes(ISO_8859_1));
    }

    private List<String> entries(String pattern) {
        return InputResolver.resolve(List.of(pattern), TestStores.ANY, folder).stream()
                .map(input -> input.name().substring(input.name().indexOf("!/") + 2))
                .toList();
    }

    @Test
    void whatSystemsLeaveBesideEntriesIsPassedOverUnlessItIsNamed() throws IOException {
        zip(
                UTF_8,
                "b/",
                "b/data.csv",
                "__MACOSX/b/._data.csv",
                "b/.DS_Store",
                "b/Thumbs.db",
                "desktop.ini",
                "b/__init__.py",
                "_SUCCESS",
                "day=1/_day=2/x");

        assertThat(entries("a.zip")).containsExactly("b/__init__.py", "b/data.csv", "day=1/_day=2/x");
        assertThat(entries("a.zip!/__MACOSX/**/._*")).containsExactly("__MACOSX/b/._data.csv");
        assertThat(entries("a.zip!/day=1/**")).containsExactly("day=1/_day=2/x");
        assertThat(entries("a.zip!/_SUCCESS")).containsExactly("_SUCCESS");
    }

    @Test
    void namesInTheCodePageOfOldPcsAreRead() throws IOException {
        zip(Charset.forName("IBM437"), "größe.txt");

        assertThat(entries("a.zip")).containsExactly("größe.txt");
        assertThat(InputResolver.resolve(List.of("a.zip"), TestStores.ANY, folder)
                        .getFirst()
                        .text())
                .isEqualTo("content of größe.txt");
    }

    @Test
    void anEntryOfAnotherChecksumIsDamaged() throws IOException {
        Path file = zip(UTF_8, "x", "y");
        replace(file, "content of x", "content 0f x");
        List<ObjectInput> found = InputResolver.resolve(List.of("a.zip"), TestStores.ANY, folder);

        assertThatThrownBy(() -> found.getFirst().text())
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining("a.zip!/x");
        assertThat(found.getLast().text()).isEqualTo("content of y");
    }

    @Test
    void whatCannotBeReadIsRefusedWithItsReason() throws IOException {
        Path file = zip(UTF_8, "x", "y");
        replace(file, "PK\u0003\u0004\n\0\0\b", "PK\u0003\u0004\n\0\u0001\b");
        replace(file, "PK\u0001\u0002\n\0\n\0\0\b", "PK\u0001\u0002\n\0\n\0\u0001\b");
        assertThatThrownBy(() -> entries("a.zip")).hasMessageContainingAll("a.zip", "encrypted");

        file = zip(UTF_8, "x", "y");
        replace(file, "PK\u0001\u0002\n\0\n\0\0\b\0\0", "PK\u0001\u0002\n\0\n\0\0\b\u000e\0");
        assertThatThrownBy(() -> entries("a.zip")).hasMessageContainingAll("a.zip", "Deflate");

        file = zip(UTF_8, "x", "z");
        replace(file, "zcontent", "xcontent");
        replace(file, "zPK\u0005\u0006", "xPK\u0005\u0006");
        assertThatThrownBy(() -> entries("a.zip")).hasMessageContainingAll("a.zip", "two entries named x");
    }

    @Test
    void anArchiveUnderAnotherNameIsNoText() throws IOException {
        Files.move(zip(UTF_8, "x"), folder.resolve("sheet.xlsx"));

        assertThatThrownBy(() -> InputResolver.resolve(List.of("sheet.xlsx"), TestStores.ANY, folder)
                        .getFirst()
                        .text())
                .isInstanceOf(UndecodableException.class)
                .hasMessageContainingAll("sheet.xlsx", "zip archive");
    }
}

package dev.kinglet.closure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is taken from where classes lie: folders, jars, and jars in jars. */
class PlacesTest {

    @TempDir
    Path folder;

    private void write(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, name);
    }

    private static List<String> entries(CodeArtifact artifact) throws IOException {
        return entries(Objects.requireNonNull(artifact.content()));
    }

    private static List<String> entries(byte[] jar) throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }

    @Test
    void ofAFolderNothingTravelsThatIsHiddenOrCannotBeRead() throws IOException {
        List<String> visible = List.of("A.class", "a/b/C.class", "a/words.txt", "META-INF/services/x.Y");
        for (String name : visible) {
            write(name);
        }
        for (String name : List.of(".env", ".git/HEAD", "a/.secret", "a/.idea/b/x.class", "..x")) {
            write(name);
        }
        Files.createSymbolicLink(folder.resolve("broken"), Path.of("nowhere"));
        Files.createSymbolicLink(folder.resolve("circle"), folder);
        Path shut = Files.createDirectory(folder.resolve("shut"));
        Files.setPosixFilePermissions(shut, PosixFilePermissions.fromString("---------"));
        try {
            CodeArtifact artifact = new DirectoryPacker().pack(folder, new TreeMap<>());

            assertThat(entries(artifact)).containsExactlyInAnyOrderElementsOf(visible);
        } finally {
            Files.setPosixFilePermissions(shut, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void aHiddenFolderThatIsItselfOnTheClassPathTravels() throws IOException {
        write(".build/A.class");

        assertThat(entries(new DirectoryPacker().pack(folder.resolve(".build"), new TreeMap<>())))
                .containsExactly("A.class");
    }

    @Test
    void jarsInAJarAreTakenOut() throws IOException {
        byte[] inner = JarPacker.pack(new TreeMap<>(Map.of("lib/L.class", "L".getBytes(UTF_8))));
        Path outer = folder.resolve("out er.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(outer))) {
            for (Map.Entry<String, byte[]> file : Map.of(
                            "BOOT-INF/lib/inner.jar", inner,
                            "BOOT-INF/classes/app/A.class", "A".getBytes(UTF_8),
                            "BOOT-INF/classes/words.txt", "words".getBytes(UTF_8))
                    .entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
        String file = outer.toUri().toString();
        String path = file.substring("file://".length());

        for (String address : List.of(
                "jar:nested:" + path + "/!BOOT-INF/lib/inner.jar!/", "jar:" + file + "!/BOOT-INF/lib/inner.jar!/")) {
            Path taken = ClassPath.place(address);
            assertThat(taken).hasFileName("inner.jar").hasBinaryContent(inner);
        }
        for (String address : List.of(
                "jar:nested:" + path + "/!BOOT-INF/classes/!/",
                "jar:" + file + "!/BOOT-INF/classes!/",
                "jar:" + file + "!/BOOT-INF/classes/")) {
            assertThat(entries(Files.readAllBytes(Objects.requireNonNull(ClassPath.place(address)))))
                    .containsExactly("app/A.class", "words.txt");
        }
    }

    @Test
    void addressesOfClassesLeadToTheirFiles() {
        assertThat(ClassPath.place("file:/a%20b/c/")).isEqualTo(Path.of("/a b/c"));
        assertThat(ClassPath.place("file:/a b/c/")).isEqualTo(Path.of("/a b/c"));
        assertThat(ClassPath.place("jar:file:/a/b.jar!/")).isEqualTo(Path.of("/a/b.jar"));
        assertThat(ClassPath.place("jar:file:/a/b.jar!/META-INF/versions/22/")).isEqualTo(Path.of("/a/b.jar"));
        assertThat(ClassPath.place("memory:/a/")).isNull();
        assertThat(ClassPath.place("jar:http://host/b.jar!/")).isNull();
    }
}

package dev.kinglet.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectStoresTest {

    @TempDir
    Path folder;

    @Test
    void aFolderIsAStoreHoweverItIsWritten() throws Exception {
        Path odd = folder.resolve("a b%41+ä#?");
        Files.createDirectories(odd);
        Files.writeString(odd.resolve("file.txt"), "abc");
        URI uri = odd.toUri();

        for (String location : new String[] {odd.toString(), uri.toString(), "file://localhost" + uri.getRawPath()}) {
            try (ObjectStore store = ObjectStores.open(location)) {
                assertThat(store.get("file.txt")).asString(UTF_8).isEqualTo("abc");
                assertThat(Path.of(URI.create(store.location()))).isEqualTo(odd);
            }
        }
    }

    @Test
    void aRelativeFolderCountsFromTheWorkingDirectory() {
        try (ObjectStore store = ObjectStores.open("target/./x/../store")) {
            assertThat(store.location())
                    .isEqualTo("file://" + Path.of("target/store").toAbsolutePath());
        }
    }

    @Test
    void aLocationThatLeadsNowhereIsRefusedWithWhatToDo() {
        assertRefused("http://host/bucket", "known are [file, memory, s3]");
        assertRefused("file://host/folder", "file:///folder");
        assertRefused("file:", "names no folder");
        assertRefused("", "names no folder");
    }

    private static void assertRefused(String location, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ObjectStores.open(location))
                .withMessageContaining("\"" + location + "\"")
                .withMessageContaining(reason);
    }
}

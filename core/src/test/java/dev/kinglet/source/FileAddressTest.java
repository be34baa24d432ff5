package dev.kinglet.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.ObjectInput;
import dev.kinglet.store.TestStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileAddressTest {

    @TempDir
    Path folder;

    private List<String> found(String pattern) {
        return InputResolver.resolve(List.of(pattern), TestStores.ANY, folder).stream()
                .map(ObjectInput::text)
                .toList();
    }

    /** Names of any characters are found by their path, their address as the JDK writes it, and the name that Kinglet gives them. */
    @Test
    void everyNameIsFoundByItsAddress() throws IOException {
        Random random = new Random(4);
        for (int i = 0; i < 150; i++) {
            StringBuilder name = new StringBuilder("n");
            for (int j = random.nextInt(6); j > 0; j--) {
                name.append(" %+#?*{}[],\\a41~&=;:@!'\"".charAt(random.nextInt(24)));
            }
            Path file = Files.writeString(folder.resolve(name.toString()), name);

            assertThat(found(file.toString())).as("%s", file).containsExactly(name.toString());
            assertThat(found(file.toUri().toString())).as("%s", file.toUri()).containsExactly(name.toString());
            assertThat(found("file:" + file.toUri().getRawPath())).containsExactly(name.toString());
            assertThat(found("file://localhost" + file.toUri().getRawPath())).containsExactly(name.toString());
            Files.delete(file);
        }
    }

    @Test
    void anAddressMayBeAGlobWhoseEscapedCharactersStandForThemselves() throws IOException {
        Path spaced = Files.createDirectory(folder.resolve("a b"));
        Files.writeString(spaced.resolve("1.txt"), "1");
        Files.writeString(spaced.resolve("2.txt"), "2");
        Files.writeString(spaced.resolve("x*.csv"), "star");
        Files.writeString(spaced.resolve("xy.csv"), "other");
        String address = spaced.toUri().toString();

        assertThat(found(address + "*.txt")).containsExactly("1", "2");
        assertThat(found(address + "x%2A.{csv,txt}")).containsExactly("star");
        assertThat(found("file:a%20b/1.txt")).containsExactly("1");
    }

    @ParameterizedTest
    @CsvSource({
        "file://server/share/x.txt, machine server",
        "hdfs://cluster/x, hdfs is no place",
        "https://example.org/x.csv, https is no place",
        "gs://bucket/x, s3://",
        "C:\\data\\x.csv, path of Windows",
        "\\\\server\\share\\x, path of Windows",
        "file:///no/such%20file, matches nothing"
    })
    void whatIsNoFileHereIsSaid(String pattern, String message) {
        assertThatThrownBy(() -> found(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(pattern, message);
    }
}

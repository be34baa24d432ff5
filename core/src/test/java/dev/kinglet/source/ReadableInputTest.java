package dev.kinglet.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.closure.UndecodableException;
import dev.kinglet.storage.ObjectChangedException;
import dev.kinglet.storage.ObjectNotFoundException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadableInputTest {

    @TempDir
    Path folder;

    private FileInput file(String name, byte[] content) throws IOException {
        Path file = Files.write(folder.resolve(name), content);
        return new FileInput(
                file.toString(), content.length, Files.getLastModifiedTime(file).toMillis());
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream stream = new GZIPOutputStream(compressed)) {
            stream.write(content);
        }
        return compressed.toByteArray();
    }

    @Test
    void aFileThatHasAnotherLengthThanWhenItWasFoundIsAnError() throws IOException {
        FileInput found = file("changing", "0123456789".getBytes(UTF_8));
        for (String content : List.of("0123456789 and more", "01234")) {
            Files.writeString(folder.resolve("changing"), content);
            assertThatThrownBy(found::bytes)
                    .isInstanceOf(ObjectChangedException.class)
                    .hasMessageContaining("was found with 10 bytes and now has " + content.length());
            assertThatThrownBy(found::open).isInstanceOf(ObjectChangedException.class);
            assertThatThrownBy(() -> found.open(3, 2)).isInstanceOf(ObjectChangedException.class);
        }
    }

    @Test
    void aFileThatWasReplacedByOneOfTheSameLengthIsAnError() throws IOException {
        FileInput found = file("changing", "0123456789".getBytes(UTF_8));
        Path file = Files.writeString(folder.resolve("changing"), "9876543210");
        Files.setLastModifiedTime(file, FileTime.fromMillis(found.modifiedMillis() + 1));

        assertThatThrownBy(found::bytes)
                .isInstanceOf(ObjectChangedException.class)
                .hasMessageContaining("was written again at");
        assertThatThrownBy(found::open).isInstanceOf(ObjectChangedException.class);
        assertThatThrownBy(() -> found.open(3, 2)).isInstanceOf(ObjectChangedException.class);
    }

    @Test
    void bytesThatAreNoTextAreRefusedUnlessTheEncodingIsNamed() throws IOException {
        FileInput input = file("a", new byte[] {'a', (byte) 0xff, 'b'});

        assertThatThrownBy(input::text).isInstanceOf(UndecodableException.class).hasMessageContaining("byte 1");
        assertThatThrownBy(input::lines).isInstanceOf(UndecodableException.class);
        assertThat(input.text(ISO_8859_1)).isEqualTo("aÿb");
    }

    @Test
    void whatIsReadIsCountedUncompressedWhicheverWayItIsRead() throws IOException {
        byte[] content = "one\ntwo\n".getBytes(UTF_8);
        FileInput plain = file("a", content);
        FileInput compressed = file("a.gz", gzip(content));
        long before = InputMeter.total();

        assertThat(plain.bytes()).isEqualTo(content);
        assertThat(plain.lines()).hasSize(2);
        try (InputStream stream = plain.open()) {
            assertThat(stream.skip(5)).isEqualTo(5);
            assertThat(stream.read()).isEqualTo('w');
        }
        assertThat(compressed.text()).hasSize(8);

        assertThat(InputMeter.total() - before).isEqualTo(8 + 8 + 6 + 8);
    }

    @Test
    void linesOfLargeObjectsAreStreamed() throws IOException {
        byte[] content = new byte[ReadableInput.WHOLE_BYTES + 10];
        Arrays.fill(content, (byte) '\n');

        assertThat(file("large", content).lines()).hasSize(content.length);
    }

    @Test
    void aFileThatIsGoneIsAMissingObject() {
        FileInput gone = new FileInput(folder.resolve("gone").toString(), 1, 1);

        assertThatThrownBy(gone::bytes)
                .isInstanceOf(ObjectNotFoundException.class)
                .hasMessageContaining("gone");
        assertThatThrownBy(gone::open).isInstanceOf(ObjectNotFoundException.class);
    }

    @Test
    void aCompressedFileThatIsCutShortOrNoneIsUndecodable() throws IOException {
        byte[] random = new byte[10_000];
        new Random(1).nextBytes(random);
        byte[] whole = gzip(random);

        assertThatThrownBy(file("cut.gz", Arrays.copyOf(whole, 5_000))::bytes)
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining("cut.gz");
        assertThatThrownBy(file("none.gz", "plain".getBytes(UTF_8))::text).isInstanceOf(UndecodableException.class);
    }

    @Test
    void anArchiveThatIsGoneIsAMissingObject() {
        ArchiveInput gone =
                new ArchiveInput(new FileInput(folder.resolve("gone.zip").toString(), 1, 1), "x", 1);

        assertThatThrownBy(gone::text)
                .isInstanceOf(ObjectNotFoundException.class)
                .hasMessageContaining("gone.zip!/x");
    }
}

package dev.kinglet.execute;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kinglet.ErrorCode;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.ObjectStores;
import dev.kinglet.store.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CodeFilesTest {

    /** More than are fetched at once. */
    private static final int MANY = 20;

    @TempDir
    private Path folder;

    private ObjectStore store;
    private Path cache;

    @BeforeEach
    void open() {
        store = ObjectStores.open(folder.resolve("store").toUri().toString());
        cache = folder.resolve("cache");
    }

    private String put(String content) {
        byte[] bytes = content.getBytes(UTF_8);
        String hash = Hashes.of(bytes);
        store.put(Keys.code(hash), bytes);
        return hash;
    }

    private List<String> many() {
        return IntStream.range(0, MANY).mapToObj(number -> put("jar " + number)).toList();
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.toList();
        }
    }

    @Test
    void jarsComeInTheOrderOfTheirHashesAndNothingElseIsLeft() throws IOException {
        List<Path> jars = new CodeFiles(cache).jars(many(), store);
        for (int i = 0; i < MANY; i++) {
            assertThat(jars.get(i)).hasContent("jar " + i);
        }
        assertThat(left()).containsExactlyInAnyOrderElementsOf(jars);
    }

    @Test
    void jarsThatAreHereAreNotAskedFor() {
        List<String> hashes = many();
        List<Path> jars = new CodeFiles(cache).jars(hashes, store);
        store.deleteAll(hashes.stream().map(Keys::code).toList());
        assertThat(new CodeFiles(cache).jars(hashes, store)).isEqualTo(jars);
    }

    @Test
    void oneThatIsMissingAmongManyIsNamed() {
        List<String> hashes = new ArrayList<>(many());
        String missing = Hashes.of(new byte[] {1});
        hashes.add(3, missing);
        assertThatExceptionOfType(CallFailure.class)
                .isThrownBy(() -> new CodeFiles(cache).jars(hashes, store))
                .withMessageContaining(missing)
                .satisfies(failure -> assertThat(failure.outcome().code()).isEqualTo(ErrorCode.STORE_OBJECT_MISSING));
    }

    @Test
    void oneThatWasChangedIsRefusedAndNotKept() throws IOException {
        String hash = put("jar");
        store.put(Keys.code(hash), "another".getBytes(UTF_8));
        assertThatExceptionOfType(CallFailure.class)
                .isThrownBy(() -> new CodeFiles(cache).jars(List.of(hash), store))
                .satisfies(failure -> assertThat(failure.outcome().code()).isEqualTo(ErrorCode.PROTOCOL_VIOLATED));
        assertThat(left()).isEmpty();
    }

    @Test
    void anInterruptedThreadDoesNotWait() {
        Thread.currentThread().interrupt();
        try {
            assertThatExceptionOfType(CallFailure.class).isThrownBy(() -> new CodeFiles(cache).jars(many(), store));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}

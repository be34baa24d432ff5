package dev.kinglet.storage;

import static dev.kinglet.storage.StoreFixture.utf8;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How every store lists its keys. */
interface ListingContract extends StoreFixture {

    @Test
    default void aListingIsInTheOrderOfUtf8() {
        List<String> ordered = List.of(
                "a",
                "a b",
                "a!",
                "a-b",
                "a.txt",
                "a/b",
                "a/b/c",
                "a/c",
                "a0",
                "aB",
                "ab",
                "b",
                "z".repeat(239),
                "z".repeat(239) + "/x",
                "z".repeat(240),
                "z".repeat(240) + "-",
                "z".repeat(240) + "/-",
                "z".repeat(240) + "0",
                "z".repeat(241),
                "~",
                "é",
                "é/x",
                "日",
                "\uFB01",
                "\uD83D\uDC26");
        if (keepsKeysAsPaths()) {
            List<String> all = ordered;
            ordered = all.stream()
                    .filter(key -> all.stream().noneMatch(other -> other.startsWith(key + "/")))
                    .filter(key -> key.codePoints().noneMatch(Character::isSupplementaryCodePoint))
                    .toList();
        }
        assertListedAsGiven(ordered);
    }

    private void assertListedAsGiven(List<String> ordered) {
        List<String> shuffled = new ArrayList<>(ordered);
        Collections.shuffle(shuffled, new Random(7));
        shuffled.forEach(key -> store().put(key, utf8(key)));

        assertThat(keys("")).isEqualTo(ordered);
        for (int maxKeys : List.of(1, 2, 3, 7, ordered.size())) {
            assertThat(pages("", maxKeys)).as("pages of %s", maxKeys).isEqualTo(ordered);
        }
        for (int i = 0; i < ordered.size(); i++) {
            assertThat(store().list("", ordered.get(i), 1_000).objects())
                    .extracting(ObjectInfo::key)
                    .as("after %s", ordered.get(i))
                    .isEqualTo(ordered.subList(i + 1, ordered.size()));
        }
        ordered.forEach(key -> assertThat(store().get(key)).asString(UTF_8).isEqualTo(key));
        ordered.forEach(key -> assertThat(keys(key))
                .isEqualTo(ordered.stream().filter(k -> k.startsWith(key)).toList()));
    }

    @Test
    default void aPrefixIsAnyString() {
        List.of("jobs/1/a", "jobs/1/b", "jobs/10/a", "jobs/2", "jobsx", "other")
                .forEach(key -> store().put(key, utf8(key)));

        assertThat(keys("jobs")).containsExactly("jobs/1/a", "jobs/1/b", "jobs/10/a", "jobs/2", "jobsx");
        assertThat(keys("jobs/")).containsExactly("jobs/1/a", "jobs/1/b", "jobs/10/a", "jobs/2");
        assertThat(keys("jobs/1")).containsExactly("jobs/1/a", "jobs/1/b", "jobs/10/a");
        assertThat(keys("jobs/1/")).containsExactly("jobs/1/a", "jobs/1/b");
        assertThat(keys("jobs/1/a")).containsExactly("jobs/1/a");
        for (String prefix :
                List.of("x", "/", "jobs//", "../", "jobs/../", "./", "jobs/1/a/", "OTHER", "%", "jobs/1/aa")) {
            assertThat(keys(prefix)).as(prefix).isEmpty();
        }
    }

    @Test
    default void startAfterNeedsNotExistNorHaveThePrefix() {
        List.of("a/1", "a/3", "b/1", "b/2", "c").forEach(key -> store().put(key, utf8(key)));

        assertThat(keysAfter("", "a/2")).containsExactly("a/3", "b/1", "b/2", "c");
        assertThat(keysAfter("", "a")).containsExactly("a/1", "a/3", "b/1", "b/2", "c");
        assertThat(keysAfter("", "a/")).containsExactly("a/1", "a/3", "b/1", "b/2", "c");
        assertThat(keysAfter("", "a0")).containsExactly("b/1", "b/2", "c");
        assertThat(keysAfter("b/", "a/1")).containsExactly("b/1", "b/2");
        assertThat(keysAfter("b/", "b/1")).containsExactly("b/2");
        assertThat(keysAfter("b/", "b/1/x")).containsExactly("b/2");
        assertThat(keysAfter("b/", "c")).isEmpty();
        assertThat(keysAfter("", "z")).isEmpty();
    }

    @Test
    default void aPageTellsWhetherThereMayBeMore() {
        assertThat(store().list("", null, 1)).isEqualTo(new ObjectPage(List.of(), false));
        List.of("a", "b", "c").forEach(key -> store().put(key, utf8(key)));

        assertThat(store().list("", null, 2).more()).isTrue();
        assertThat(store().list("", null, 2).objects()).hasSize(2);
        assertThat(store().list("", "b", 2).more()).isFalse();
        assertThat(store().list("", null, 4).more()).isFalse();
        assertThat(pages("", 3)).containsExactly("a", "b", "c");
    }

    @Test
    default void aListingOfManyPagesIsComplete() {
        List<String> keys = IntStream.range(0, manyKeys())
                .mapToObj(i -> "many/%02d/%04d".formatted(i % 7, i))
                .sorted()
                .toList();
        keys.parallelStream().forEach(key -> store().put(key, utf8(key)));

        assertThat(pages("many/", 1_000)).isEqualTo(keys);
        assertThat(pages("many/", 99)).isEqualTo(keys);
        store().deleteAll(keys);
        assertThat(keys("many/")).isEmpty();
    }

    private List<String> keysAfter(String prefix, String startAfter) {
        return store().list(prefix, startAfter, 1_000).objects().stream()
                .map(ObjectInfo::key)
                .toList();
    }
}

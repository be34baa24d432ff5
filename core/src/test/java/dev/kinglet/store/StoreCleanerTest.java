package dev.kinglet.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.CallId;
import dev.kinglet.storage.ObjectInfo;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.ObjectStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreCleanerTest {

    private static final Instant NOW = Instant.parse("2030-06-15T12:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final String OLD = "20300601-100000-0a1b2c3d";
    private static final String RECENT = "20300614-100000-00000000";
    private static final String HASH = "ab".repeat(32);

    @TempDir
    private Path folder;

    private ObjectStore store = ObjectStores.open("memory:unused");

    @BeforeEach
    void open() {
        store = ObjectStores.open(folder.toUri().toString());
    }

    private void put(String key, Duration age) {
        store.put(key, "content".getBytes(UTF_8));
        try {
            Files.setLastModifiedTime(folder.resolve(key), FileTime.from(NOW.minus(age)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void putJob(String job, Duration age) {
        put(Keys.manifest(job), age);
        put(Keys.inputBlock(job, 0, 0), age);
        put(Keys.output(new CallId(job, 0, 5), 1), age);
        put(Keys.commit(new CallId(job, 0, 5)), age);
    }

    private List<String> keys() {
        return store.list("", null, 1000).objects().stream()
                .map(ObjectInfo::key)
                .toList();
    }

    @Test
    void aJobGoesAsAWholeAndOthersStay() {
        putJob(OLD, Duration.ofDays(8));
        putJob(RECENT, Duration.ofDays(1));

        assertThat(StoreCleaner.clean(store, NOW, WEEK, false)).isEqualTo(new StoreCleaner.Removed(1, 0, 4, 28));

        assertThat(keys()).hasSize(4).allMatch(key -> key.startsWith(Keys.job(RECENT)));
        assertThat(StoreCleaner.clean(store, NOW, WEEK, false)).isEqualTo(new StoreCleaner.Removed(0, 0, 0, 0));
    }

    @Test
    void aJobThatBeganLongAgoAndStillWritesKeepsAllItHas() {
        putJob(OLD, Duration.ofDays(14));
        put(Keys.output(new CallId(OLD, 0, 9), 0), Duration.ofHours(1));

        assertThat(StoreCleaner.clean(store, NOW, WEEK, false).jobs()).isZero();

        assertThat(keys()).hasSize(5);
    }

    @Test
    void codeGoesByTheTimeOfItsLastUseAndIsKeptForTwoDaysAtLeast() {
        put(Keys.code(HASH), Duration.ofDays(8));
        put(Keys.code("cd".repeat(32)), Duration.ofDays(1));

        assertThat(StoreCleaner.clean(store, NOW, Duration.ZERO, false).code()).isEqualTo(1);

        assertThat(keys()).containsExactly(Keys.code("cd".repeat(32)));
    }

    @Test
    void whatIsNotNamedAsOursStays() {
        List<String> others = List.of(
                "code/main.py",
                "jobs/20300601-100000-0a1b2c3d/notes.txt",
                "jobs/20300601/0/input/0",
                "jobs/cleaners.csv",
                "mine/" + Keys.code(HASH));
        others.forEach(key -> put(key, Duration.ofDays(100)));

        StoreCleaner.clean(store, NOW, Duration.ZERO, false);

        assertThat(keys()).containsExactlyInAnyOrderElementsOf(others);
    }

    @Test
    void aDryRunCountsAndLeavesEverything() {
        putJob(OLD, Duration.ofDays(8));
        put(Keys.code(HASH), Duration.ofDays(8));

        assertThat(StoreCleaner.clean(store, NOW, WEEK, true)).isEqualTo(new StoreCleaner.Removed(1, 1, 5, 35));

        assertThat(keys()).hasSize(5);
    }

    @Test
    void oneLookTellsWhetherThereMayBeAnythingOld() {
        assertThat(StoreCleaner.mayHaveOld(store, NOW, WEEK)).isFalse();
        putJob(RECENT, Duration.ofDays(1));
        assertThat(StoreCleaner.mayHaveOld(store, NOW, WEEK)).isFalse();
        putJob(OLD, Duration.ofDays(8));
        assertThat(StoreCleaner.mayHaveOld(store, NOW, WEEK)).isTrue();
    }
}

package dev.kinglet.bench.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.bench.storage.StorageWork.Direction;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.ObjectStores;
import dev.kinglet.storage.memory.MemoryObjectStore;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageWorkTest {

    private final ObjectStore store = new MemoryObjectStore();
    private final ObjectAccess access = ObjectAccess.of(store);
    private final StorageWork write = new StorageWork(Direction.WRITE, "bench/s", 3, 1_000, 1);
    private final StorageWork read = new StorageWork(Direction.READ, "bench/s", 3, 1_000, 2);

    @Test
    void whatOneWritesAnotherReadsAsOftenAsItIsTold() throws Exception {
        StorageDone written = write.run(access, 4);
        StorageDone found = read.run(access, 4);

        assertThat(written.bytes()).isEqualTo(3_000);
        assertThat(found.bytes()).isEqualTo(6_000);
        assertThat(found.requests()).isEqualTo(6);
        assertThat(store.get("bench/s/4/0")).isNotEqualTo(store.get("bench/s/4/1"));
    }

    @Test
    void anObjectThatChangedIsFound() throws Exception {
        write.run(access, 0);
        byte[] content = store.get("bench/s/0/2");
        content[500]++;
        store.put("bench/s/0/2", content);

        assertThatThrownBy(() -> read.run(access, 0))
                .hasMessageContaining("object bench/s/0/2")
                .hasMessageContaining("is not");
    }

    @Test
    void anObjectInThePlaceOfAnotherIsFound() throws Exception {
        write.run(access, 0);
        store.put("bench/s/0/1", store.get("bench/s/0/0"));

        assertThatThrownBy(() -> read.run(access, 0)).hasMessageContaining("object bench/s/0/1");
    }

    @Test
    void nothingIsLeftBehind() throws Exception {
        write.run(access, 0);
        write.run(access, 1);

        write.clean(store, 2);

        assertThat(store.list("", null, 10).objects()).isEmpty();
    }

    @Test
    void objectsThatHaveNoRoomForAChecksumAreRefused() {
        assertThatThrownBy(() -> new StorageWork(Direction.WRITE, "p", 1, 8, 1))
                .hasMessageContaining("at least 16 bytes");
    }

    @Test
    void whatIsWrittenWithoutKingletIsWhatKingletReads(@TempDir Path folder) throws Exception {
        try (ObjectStore files = ObjectStores.open(folder.toUri().toString())) {
            ObjectAccess bare =
                    Objects.requireNonNull(BareAccess.at(files.location(), Map.of()), "a folder has bare access");

            write.run(bare, 7);

            assertThat(read.run(ObjectAccess.of(files), 7).requests()).isEqualTo(6);
            assertThat(read.run(bare, 7).requests()).isEqualTo(6);
            assertThat(files.list("", null, 10).objects()).hasSize(3);
        }
    }

    @Test
    void memoryAndS3WithoutCredentialsHaveNoBareAccess() {
        assertThat(BareAccess.at("memory:x", Map.of())).isNull();
        assertThat(BareAccess.at("s3://bucket?region=us-east-1&style=virtual", Map.of()))
                .isNull();
    }
}

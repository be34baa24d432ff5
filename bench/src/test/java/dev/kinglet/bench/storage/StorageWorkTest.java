package dev.kinglet.bench.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.bench.storage.StorageWork.Direction;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.memory.MemoryObjectStore;
import org.junit.jupiter.api.Test;

class StorageWorkTest {

    private final ObjectStore store = new MemoryObjectStore();
    private final StorageWork write = new StorageWork(Direction.WRITE, "bench/s", 3, 1_000);
    private final StorageWork read = new StorageWork(Direction.READ, "bench/s", 3, 1_000);

    @Test
    void whatOneWritesAnotherReads() {
        StorageDone written = write.run(store, 4);
        StorageDone found = read.run(store, 4);

        assertThat(written.bytes()).isEqualTo(3_000);
        assertThat(found.bytes()).isEqualTo(3_000);
        assertThat(found.requests()).isEqualTo(3);
        assertThat(store.get("bench/s/4/0")).isNotEqualTo(store.get("bench/s/4/1"));
    }

    @Test
    void anObjectThatChangedIsFound() {
        write.run(store, 0);
        byte[] content = store.get("bench/s/0/2");
        content[500]++;
        store.put("bench/s/0/2", content);

        assertThatThrownBy(() -> read.run(store, 0))
                .hasMessageContaining("object bench/s/0/2")
                .hasMessageContaining("is not");
    }

    @Test
    void anObjectInThePlaceOfAnotherIsFound() {
        write.run(store, 0);
        store.put("bench/s/0/1", store.get("bench/s/0/0"));

        assertThatThrownBy(() -> read.run(store, 0)).hasMessageContaining("object bench/s/0/1");
    }

    @Test
    void nothingIsLeftBehind() {
        write.run(store, 0);
        write.run(store, 1);

        write.clean(store, 2);

        assertThat(store.list("", null, 10).objects()).isEmpty();
    }

    @Test
    void objectsThatHaveNoRoomForAChecksumAreRefused() {
        assertThatThrownBy(() -> new StorageWork(Direction.WRITE, "p", 1, 8)).hasMessageContaining("at least 16 bytes");
    }
}

package dev.kinglet.storage.decorate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kinglet.storage.ObjectNotFoundException;
import dev.kinglet.storage.ObjectUpload;
import dev.kinglet.storage.Request;
import dev.kinglet.storage.memory.MemoryObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CountingObjectStoreTest {

    private final CountingObjectStore store = new CountingObjectStore(new MemoryObjectStore());

    @Test
    void eachRequestCountsUnderItsKind() throws IOException {
        store.put("a", new byte[10]);
        store.put("b", new byte[10]);
        store.putIfAbsent("c", new byte[5]);
        try (ObjectUpload upload = store.upload("d")) {
            upload.write(1);
            upload.write(new byte[6]);
            upload.commit();
        }
        store.get("a");
        store.get("a", 2, 3);
        try (InputStream in = store.open("a", 4)) {
            in.readAllBytes();
        }
        store.head("a");
        store.list("", null, 10);
        store.delete("a");
        store.deleteAll(List.of("b", "c", "d"));

        assertThat(store.counts())
                .isEqualTo(Map.ofEntries(
                        Map.entry(Request.PUT, 2),
                        Map.entry(Request.PUT_IF_ABSENT, 1),
                        Map.entry(Request.UPLOAD, 1),
                        Map.entry(Request.GET, 1),
                        Map.entry(Request.GET_RANGE, 1),
                        Map.entry(Request.OPEN, 1),
                        Map.entry(Request.HEAD, 1),
                        Map.entry(Request.LIST, 1),
                        Map.entry(Request.DELETE, 1),
                        Map.entry(Request.DELETE_ALL, 1)));
        assertThat(store.bytesWritten()).isEqualTo(10 + 10 + 5 + 7);
        assertThat(store.bytesRead()).isEqualTo(10 + 3 + 6);
    }

    @Test
    void aFailedRequestCountsToo() {
        assertThatExceptionOfType(ObjectNotFoundException.class).isThrownBy(() -> store.get("absent"));

        assertThat(store.counts()).isEqualTo(Map.of(Request.GET, 1));
        assertThat(store.bytesRead()).isZero();
    }

    @Test
    void aResetBeginsAnew() {
        store.put("a", new byte[10]);
        store.reset();

        assertThat(store.counts()).isEmpty();
        assertThat(store.bytesWritten()).isZero();
        store.get("a");
        assertThat(store.counts()).isEqualTo(Map.of(Request.GET, 1));
    }
}

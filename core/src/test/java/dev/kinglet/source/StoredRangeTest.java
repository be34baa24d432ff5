package dev.kinglet.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.storage.ObjectInfo;
import dev.kinglet.storage.Request;
import dev.kinglet.storage.decorate.CountingObjectStore;
import dev.kinglet.storage.decorate.Fault;
import dev.kinglet.storage.decorate.FaultInjectingObjectStore;
import dev.kinglet.storage.memory.MemoryObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StoredRangeTest {

    private static final int MEGABYTE = 1 << 20;

    private final CountingObjectStore store = new CountingObjectStore(new MemoryObjectStore());
    private final byte[] content = new byte[20 * MEGABYTE];

    StoredRangeTest() {
        new Random(1).nextBytes(content);
    }

    private InputStream open(long from, long expected) {
        store.put("a", content);
        return new StoredRange(store, found(), from, expected);
    }

    private ObjectInfo found() {
        return store.find("a", null).objects().getFirst();
    }

    @Test
    void bytesAreThoseFromTheOffsetToTheEndWhateverWasExpected() throws IOException {
        for (int expected : new int[] {0, 1, 5 * MEGABYTE, content.length}) {
            try (InputStream stream = open(3, expected)) {
                assertThat(stream.readAllBytes()).isEqualTo(Arrays.copyOfRange(content, 3, content.length));
                assertThat(stream.read()).isEqualTo(-1);
            }
        }
        try (InputStream stream = open(7, 10)) {
            assertThat(stream.read()).isEqualTo(content[7] & 0xff);
        }
        assertThat(open(content.length, 10).read()).isEqualTo(-1);
    }

    @Test
    void answersThatAreShorterThanAskedForLoseNothing() throws IOException {
        store.put("a", content);
        var stingy = new FaultInjectingObjectStore(store)
                .inject(Fault.on(new Fault.Effect.Truncate(1_000_003), Request.GET_RANGE));

        try (InputStream stream = new StoredRange(stingy, found(), 5, 9 * MEGABYTE)) {
            assertThat(stream.readAllBytes()).isEqualTo(Arrays.copyOfRange(content, 5, content.length));
        }
    }

    @Test
    void whatIsExpectedTakesARequestForEightMegabytesAndTheRestOfARecordOneMore() throws IOException {
        try (InputStream stream = open(1_000, 16 * MEGABYTE)) {
            stream.readNBytes(16 * MEGABYTE + 100);
        }

        assertThat(store.counts()).isEqualTo(Map.of(Request.PUT, 1, Request.LIST, 1, Request.GET_RANGE, 3));
    }
}

package dev.kinglet.storage.decorate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kinglet.storage.AccessDeniedException;
import dev.kinglet.storage.ObjectUpload;
import dev.kinglet.storage.Request;
import dev.kinglet.storage.StoreUnavailableException;
import dev.kinglet.storage.memory.MemoryObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultInjectingObjectStoreTest {

    private final MemoryObjectStore objects = new MemoryObjectStore();
    private final List<Duration> delays = new ArrayList<>();
    private final FaultInjectingObjectStore store = new FaultInjectingObjectStore(objects, delays::add);

    @Test
    void aFaultHitsOnlyItsKindKeyAndOccurrence() {
        store.inject(Fault.unavailable(Request.PUT).forKeys("jobs/.*/commit").atOccurrence(2));

        store.put("jobs/1/commit", utf8("a"));
        store.put("jobs/1/output", utf8("b"));
        store.putIfAbsent("jobs/2/commit", utf8("c"));
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> store.put("jobs/3/commit", utf8("d")))
                .withMessageContaining("jobs/3/commit");
        store.put("jobs/4/commit", utf8("e"));

        assertThat(store.hits()).isEqualTo(1);
        assertThat(objects.head("jobs/3/commit")).isEmpty();
        assertThat(objects.head("jobs/4/commit")).isPresent();
    }

    @Test
    void aLostAnswerLeavesTheObject() throws IOException {
        store.inject(Fault.lostAnswer(Request.PUT, Request.UPLOAD));

        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> store.put("a", utf8("abc")));
        try (ObjectUpload upload = store.upload("b")) {
            upload.write(1);
            assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(upload::commit);
        }
        assertThat(objects.head("a")).isPresent();
        assertThat(objects.head("b")).isPresent();
    }

    @Test
    void aFullStoreCanBeReadAndEmptied() {
        objects.put("a", utf8("abc"));
        store.inject(Fault.full());

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> store.putIfAbsent("b", utf8("x")))
                .matches(failure -> !failure.retryable());
        assertThat(store.get("a")).asString(UTF_8).isEqualTo("abc");
        store.delete("a");
        assertThat(objects.head("a")).isEmpty();
    }

    @Test
    void aReadOnlyStoreCanOnlyBeRead() {
        objects.put("a", utf8("abc"));
        store.inject(Fault.readOnly());

        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> store.upload("b"));
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> store.deleteAll(List.of("a")));
        assertThat(store.get("a")).asString(UTF_8).isEqualTo("abc");
    }

    @Test
    void aTruncatedReadEndsEarly() throws IOException {
        objects.put("a", utf8("0123456789"));
        store.inject(Fault.on(new Fault.Effect.Truncate(4), Request.GET, Request.GET_RANGE, Request.OPEN));

        assertThat(store.get("a")).asString(UTF_8).isEqualTo("0123");
        assertThat(store.get("a", 2, 5)).asString(UTF_8).isEqualTo("2345");
        try (InputStream in = store.open("a", 3)) {
            assertThat(in.read()).isEqualTo('3');
            assertThat(in.skip(2)).isEqualTo(2);
            assertThat(in.readAllBytes()).asString(UTF_8).isEqualTo("6");
        }
    }

    @Test
    void aStreamBreaksOffAfterSomeBytes() throws IOException {
        objects.put("a", utf8("0123456789"));
        store.inject(Fault.brokenStream(4));

        try (InputStream in = store.open("a", 0)) {
            assertThat(in.readNBytes(4)).asString(UTF_8).isEqualTo("0123");
            assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(in::read);
        }
    }

    @Test
    void aSlowStoreTakesItsTime() {
        store.inject(Fault.on(new Fault.Effect.Delay(Duration.ofMinutes(3)), Request.LIST)
                .times(1));

        store.list("", null, 10);
        store.list("", null, 10);
        assertThat(delays).containsExactly(Duration.ofMinutes(3));
    }

    @Test
    void aHealedStoreWorks() {
        store.inject(Fault.unavailable(Request.HEAD));
        store.heal();

        assertThat(store.head("a")).isEmpty();
        assertThat(store.hits()).isZero();
    }

    @Test
    void aFaultThatCanNeverHitIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fault.full().atOccurrence(0))
                .withMessageContaining("first is 0");
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.full().times(0));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }
}

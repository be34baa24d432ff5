package dev.kinglet.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kinglet.storage.decorate.CountingObjectStore;
import dev.kinglet.storage.decorate.Fault;
import dev.kinglet.storage.decorate.FaultInjectingObjectStore;
import dev.kinglet.storage.memory.MemoryObjectStore;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoreProbeTest {

    private final CountingObjectStore store = new CountingObjectStore(new MemoryObjectStore());

    @Test
    void aStoreThatKeepsTheConditionIsTrusted() {
        assertThat(StoreProbe.conditionalPut(store, "jobs/").trusted()).isTrue();
        assertThat(store.counts()).isEqualTo(Map.of(Request.PUT_IF_ABSENT, 6, Request.DELETE_ALL, 1));
        assertThat(store.list("", null, 10).objects()).isEmpty();
    }

    @Test
    void aStoreThatIgnoresTheConditionIsNot() {
        ObjectStore ignoring = new CarelessStore(store, Integer.MAX_VALUE);

        StoreProbe.ConditionalPut found = StoreProbe.conditionalPut(ignoring, "");
        assertThat(found.trusted()).isFalse();
        assertThat(found.reason()).contains("the condition is ignored");
        assertThat(store.list("", null, 10).objects()).isEmpty();
    }

    @Test
    void aStoreWhereTwoOfARaceWinIsNot() {
        // The first writer of each key and one more get away with it, but for the key that is written twice in order.
        ObjectStore racy = new CarelessStore(store, 2);

        StoreProbe.ConditionalPut found = StoreProbe.conditionalPut(racy, "");
        assertThat(found.trusted()).isFalse();
        assertThat(found.reason()).contains("2 won");
    }

    @Test
    void aStoreThatHasNoConditionalPutIsNotTrustedButUsable() {
        FaultInjectingObjectStore without = new FaultInjectingObjectStore(store)
                .inject(Fault.on(
                        new Fault.Effect.Refuse(
                                key -> new StoreUnavailableException("501 NotImplemented", null, false)),
                        Request.PUT_IF_ABSENT));

        StoreProbe.ConditionalPut found = StoreProbe.conditionalPut(without, "");
        assertThat(found).isEqualTo(new StoreProbe.ConditionalPut(false, "501 NotImplemented"));
        assertThat(store.list("", null, 10).objects()).isEmpty();
    }

    @Test
    void aStoreThatCannotBeWrittenFailsTheProbe() {
        ObjectStore full = new FaultInjectingObjectStore(store).inject(Fault.full());
        ObjectStore readOnly = new FaultInjectingObjectStore(store).inject(Fault.readOnly());

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> StoreProbe.conditionalPut(full, ""));
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> StoreProbe.conditionalPut(readOnly, ""));
    }
}

package dev.kinglet.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.ObjectStoreContractTest;
import dev.kinglet.storage.ObjectStores;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MemoryObjectStoreTest extends ObjectStoreContractTest {

    @Override
    protected ObjectStore newStore() {
        return ObjectStores.open("memory:" + UUID.randomUUID());
    }

    @Test
    void aNameIsOneStoreInTheProcess() {
        assertThat(ObjectStores.open("memory:one")).isSameAs(ObjectStores.open("memory:one"));
        assertThat(ObjectStores.open("memory:one")).isNotSameAs(ObjectStores.open("memory:other"));
    }

    @Test
    void aLocationWithoutANameIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ObjectStores.open("memory:"))
                .withMessageContaining("memory:NAME");
    }
}

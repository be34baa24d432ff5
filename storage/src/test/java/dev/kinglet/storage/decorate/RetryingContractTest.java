package dev.kinglet.storage.decorate;

import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.ObjectStoreContractTest;
import dev.kinglet.storage.ObjectStores;
import java.util.UUID;

class RetryingContractTest extends ObjectStoreContractTest {

    @Override
    protected ObjectStore newStore() {
        return new RetryingObjectStore(
                ObjectStores.open("memory:" + UUID.randomUUID()), new Retrier(RetryPolicy.DEFAULT));
    }
}

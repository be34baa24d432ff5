package dev.kinglet.storage.decorate;

import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.ObjectStoreContractTest;
import dev.kinglet.storage.ObjectStores;
import dev.kinglet.storage.Request;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;

/** With retries, the contract holds also where every third request of each kind, or its answer, is lost. */
class RetryingOverFaultsContractTest extends ObjectStoreContractTest {

    @Override
    protected ObjectStore newStore() {
        FaultInjectingObjectStore faulty =
                new FaultInjectingObjectStore(ObjectStores.open("memory:" + UUID.randomUUID()));
        for (int i = 1; i < 300; i += 6) {
            for (Request request : Request.values()) {
                if (request != Request.UPLOAD) {
                    faulty.inject(Fault.unavailable(request).atOccurrence(i));
                    faulty.inject(Fault.lostAnswer(request).atOccurrence(i + 3));
                }
            }
            faulty.inject(Fault.brokenStream(i).atOccurrence(i + 1));
        }
        Random random = new Random(1);
        // Every third request fails, whosever it is: of many threads one may meet a fault five times in a row.
        RetryPolicy patient =
                new RetryPolicy(100, Duration.ofMillis(100), Duration.ofSeconds(5), Duration.ofSeconds(30));
        return new RetryingObjectStore(faulty, new Retrier(patient, pause -> {}, () -> 0, () -> random));
    }
}

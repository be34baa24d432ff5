package dev.kinglet.job;

import dev.kinglet.storage.ObjectStore;
import dev.kinglet.store.StoreCleaner;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/** Looks after the store that nobody has named, which lies in the user's cache folder: it must not grow for ever. */
final class DefaultStore {

    /** How long what a job left is kept there. */
    private static final Duration KEPT = Duration.ofDays(7);

    /** A driver that is gone sooner has left little, and must not be slowed. */
    private static final Duration DELAY = Duration.ofSeconds(2);

    private static final AtomicBoolean STARTED = new AtomicBoolean();

    private DefaultStore() {}

    /** Removes what is old, once in the life of this process, in a thread of its own. */
    static void cleanLater(ObjectStore store) {
        if (STARTED.compareAndSet(false, true)) {
            Thread.ofPlatform().daemon().name("kinglet-clean").start(() -> clean(store));
        }
    }

    private static void clean(ObjectStore store) {
        try {
            Thread.sleep(DELAY);
            Instant now = Instant.now();
            if (StoreCleaner.mayHaveOld(store, now, KEPT)) {
                StoreCleaner.clean(store, now, KEPT, false);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // Also where the executor was closed meanwhile. The next driver goes on.
            System.getLogger(DefaultStore.class.getName())
                    .log(System.Logger.Level.DEBUG, "the default store was not cleaned to the end", e);
        }
    }
}

package dev.kinglet.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Finds out what a store can be trusted with, since several servers that speak S3 ignore the condition of a put or let two of
 * racing writers win. {@code kinglet check} asks; a job works without. It costs six conditional puts and one delete.
 */
public final class StoreProbe {

    private static final int RACERS = 4;

    private StoreProbe() {}

    /**
     * What was found out.
     *
     * @param trusted whether of any number of writers one wins, as {@link ObjectStore#putIfAbsent} says
     * @param reason why not, or that it held, in words for a log
     */
    public record ConditionalPut(boolean trusted, String reason) {}

    /**
     * Tries conditional puts on keys of random names below a prefix: one twice, one by four writers at once. Removes them again.
     *
     * @param prefix where to write, ending with a slash or empty
     * @throws StorageException if the store cannot be written at all
     */
    public static ConditionalPut conditionalPut(ObjectStore store, String prefix) {
        String twice = prefix + "probe-" + UUID.randomUUID();
        String raced = prefix + "probe-" + UUID.randomUUID();
        try {
            if (!wins(store, twice, 0)) {
                return new ConditionalPut(false, "the first put of a new key was refused");
            }
            if (wins(store, twice, 1)) {
                return new ConditionalPut(false, "the second put of a key was not refused: the condition is ignored");
            }
            int winners = race(store, raced);
            return winners == 1
                    ? new ConditionalPut(true, "of " + RACERS + " writers at once one won")
                    : new ConditionalPut(false, "of " + RACERS + " writers at once " + winners + " won");
        } catch (StoreUnavailableException e) {
            if (e.retryable()) {
                throw e;
            }
            // A store that can be written, only not on a condition, is of use all the same.
            store.put(twice, new byte[0]);
            return new ConditionalPut(false, String.valueOf(e.getMessage()));
        } finally {
            store.deleteAll(List.of(twice, raced));
        }
    }

    private static int race(ObjectStore store, String key) {
        CyclicBarrier start = new CyclicBarrier(RACERS);
        List<Callable<Boolean>> racers = new ArrayList<>();
        for (int i = 0; i < RACERS; i++) {
            int racer = i;
            racers.add(() -> {
                await(start);
                return wins(store, key, racer);
            });
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int winners = 0;
            for (Future<Boolean> racer : threads.invokeAll(racers)) {
                winners += racer.get() ? 1 : 0;
            }
            return winners;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StorageException failure) {
                throw failure;
            }
            throw new IllegalStateException("a probing writer failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted while probing " + store.location(), e, false);
        }
    }

    private static void await(CyclicBarrier start) throws InterruptedException {
        try {
            start.await();
        } catch (BrokenBarrierException e) {
            throw new IllegalStateException("another probing writer was interrupted", e);
        }
    }

    private static boolean wins(ObjectStore store, String key, int writer) {
        try {
            store.putIfAbsent(key, Integer.toString(writer).getBytes(UTF_8));
            return true;
        } catch (PreconditionFailedException refused) {
            return false;
        }
    }
}

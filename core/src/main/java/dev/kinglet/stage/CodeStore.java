package dev.kinglet.stage;

import dev.kinglet.closure.CapturedClosure;
import dev.kinglet.closure.CodeArtifact;
import dev.kinglet.closure.Hashes;
import dev.kinglet.storage.ObjectInfo;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.store.Keys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Puts jars and closures into the store, each once under its hash, whatever the number of jobs that use it. What this driver has stored
 * or seen is remembered for a day, so that the same code costs no further request. Code that was written longer ago than that is written
 * again, so that its age tells when it was last used, and {@link dev.kinglet.store.StoreCleaner} leaves it. Safe for use by many threads.
 */
public final class CodeStore {

    /** How long code that was seen in the store is relied on. */
    static final Duration TRUST = Duration.ofDays(1);

    /** Hashes remembered, in some 15 MB; a program may submit functions that capture other values each time for months. */
    private static final int MAX_KNOWN = 100_000;

    private final Map<String, Instant> known = new ConcurrentHashMap<>();
    private final Object[] locks = Stream.generate(Object::new).limit(LOCKS).toArray();
    private final InstantSource clock;
    private final Shelf shelf;
    private final int maxKnown;

    private static final int LOCKS = 64;

    /** Somewhere nearer to the workers than the store, where there is such a place. */
    @FunctionalInterface
    public interface Shelf {

        /** Takes a jar, of which {@code hash} is the SHA-256, or does not. */
        void offer(String hash, byte[] jar);
    }

    /** @param shelf is offered every jar before it is stored */
    public CodeStore(InstantSource clock, Shelf shelf) {
        this(clock, shelf, MAX_KNOWN);
    }

    CodeStore(InstantSource clock, Shelf shelf, int maxKnown) {
        this.clock = clock;
        this.shelf = shelf;
        this.maxKnown = maxKnown;
    }

    /** Whether {@link #store} would find nothing to do. */
    public boolean knows(CapturedClosure closure) {
        return knows(closure.hash())
                && closure.code().artifacts().stream().allMatch(artifact -> knows(artifact.hash()));
    }

    private boolean knows(String hash) {
        Instant seen = known.get(hash);
        return seen != null && seen.isAfter(clock.instant().minus(TRUST));
    }

    /** Stores a closure and the code that it needs. */
    public void store(CapturedClosure closure, ObjectStore store) {
        storeAll(closure.code().artifacts(), store);
        store(closure.hash(), closure.bytes(), store);
    }

    /** Stores jars. */
    public void storeAll(Collection<CodeArtifact> artifacts, ObjectStore store) {
        for (CodeArtifact artifact : artifacts) {
            synchronized (lock(artifact.hash())) {
                if (!knows(artifact.hash())) {
                    byte[] jar = bytes(artifact);
                    shelf.offer(artifact.hash(), jar);
                    store(artifact.hash(), jar, store);
                }
            }
        }
    }

    /** Of two that store the same, the later one waits and finds nothing to do. */
    private Object lock(String hash) {
        return locks[Math.floorMod(hash.hashCode(), locks.length)];
    }

    private void store(String hash, byte[] bytes, ObjectStore store) {
        synchronized (lock(hash)) {
            if (!knows(hash)) {
                put(hash, bytes, store);
            }
        }
    }

    private void put(String hash, byte[] bytes, ObjectStore store) {
        Instant now = clock.instant();
        String key = Keys.code(hash);
        // Two drivers may both find it absent and both write it: the same bytes, so it does not matter who is last.
        if (store.head(key).filter(info -> isFresh(info, bytes.length, now)).isEmpty()) {
            store.put(key, bytes);
        }
        if (known.size() >= maxKnown) {
            known.clear(); // what is used again costs one look, and is remembered again
        }
        known.put(hash, now);
    }

    private static boolean isFresh(ObjectInfo info, int length, Instant now) {
        return info.size() == length && info.modified().isAfter(now.minus(TRUST));
    }

    private static byte[] bytes(CodeArtifact artifact) {
        if (artifact.content() != null) {
            return artifact.content();
        }
        try {
            byte[] bytes = Files.readAllBytes(artifact.file());
            if (!Hashes.sha256(bytes).equals(artifact.hash())) {
                throw new IllegalStateException(
                        artifact.file() + " has changed since the function was captured; submit the job again");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + artifact.file() + ", which the function needs", e);
        }
    }
}

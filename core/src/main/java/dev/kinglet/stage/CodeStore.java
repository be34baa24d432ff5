package dev.kinglet.stage;

import dev.kinglet.closure.CapturedClosure;
import dev.kinglet.closure.CodeArtifact;
import dev.kinglet.closure.Hashes;
import dev.kinglet.storage.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Puts jars and closures into the store, each once under its hash, whatever the number of jobs that use it. What this driver has stored
 * or seen is remembered, so that the same code costs no further request.
 */
public final class CodeStore {

    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /** Whether {@link #store} would find nothing to do. */
    public boolean knows(CapturedClosure closure) {
        return known.contains(closure.hash())
                && closure.code().stream().allMatch(artifact -> known.contains(artifact.hash()));
    }

    /** Stores a closure and the code that it needs. */
    public void store(CapturedClosure closure, ObjectStore store) {
        storeAll(closure.code(), store);
        store(closure.hash(), closure.bytes(), store);
    }

    /** Stores jars. */
    public void storeAll(Collection<CodeArtifact> artifacts, ObjectStore store) {
        for (CodeArtifact artifact : artifacts) {
            if (!known.contains(artifact.hash())) {
                store(artifact.hash(), bytes(artifact), store);
            }
        }
    }

    private void store(String hash, byte[] bytes, ObjectStore store) {
        if (known.contains(hash)) {
            return;
        }
        String key = Keys.code(hash);
        // Two drivers may both find it absent and both write it: the same bytes, so it does not matter who is last.
        if (store.head(key).filter(info -> info.size() == bytes.length).isEmpty()) {
            store.put(key, bytes);
        }
        known.add(hash);
    }

    private static byte[] bytes(CodeArtifact artifact) {
        if (artifact.content() != null) {
            return artifact.content();
        }
        try {
            byte[] bytes = Files.readAllBytes(artifact.file());
            if (!Hashes.sha256(bytes).equals(artifact.hash())) {
                throw new IllegalStateException(artifact.file()
                        + " has changed since this program loaded classes of it; start the program again");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + artifact.file() + ", which the function needs", e);
        }
    }
}

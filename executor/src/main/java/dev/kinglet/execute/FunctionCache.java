package dev.kinglet.execute;

import dev.kinglet.ErrorCode;
import dev.kinglet.RemoteFunction;
import dev.kinglet.closure.ClosureRestorer;
import dev.kinglet.closure.CodeLoader;
import dev.kinglet.closure.Restored;
import dev.kinglet.closure.UndecodableException;
import dev.kinglet.invoke.InvocationRequest;
import dev.kinglet.stage.Keys;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The functions that a worker has ready, and their class loaders: those used last. What is not here comes from the store, and is
 * checked against the hash that the signed request names before anything of it is opened. Confined to the thread of the calls.
 */
final class FunctionCache implements AutoCloseable {

    /** Functions kept. A job of several stages has a few; more than one job at a time in one worker is rare. */
    private static final int MAX_FUNCTIONS = 32;

    /** Class loaders kept: each holds the classes and open jars of a job. */
    private static final int MAX_LOADERS = 8;

    /** In place of a closure in the key of a loader that is not for one alone. */
    private static final String SHARED = "";

    /** @param loader the key of the loader that it came from */
    private record Cached(LoadedFunction function, List<String> loader) {}

    // Keys are lists of hashes. As records they would read better, but the JVM makes a record's equals and hashCode at
    // their first use,
    // which took a tenth of a cold start.
    private final CodeFiles files;
    private final Map<List<String>, Cached> functions = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<List<String>, CodeLoader> loaders = new LinkedHashMap<>(16, 0.75f, true);

    FunctionCache(Path folder) {
        files = new CodeFiles(folder);
    }

    /**
     * The function of a request. The store is asked for only if it is not here.
     *
     * @throws CallFailure if it cannot be had
     */
    LoadedFunction load(InvocationRequest request, Supplier<ObjectStore> store) {
        List<String> key = key(request.closure(), request.code());
        Cached cached = functions.get(key);
        if (cached == null) {
            cached = fetch(request, store.get());
            functions.put(key, cached);
            if (functions.size() > MAX_FUNCTIONS) {
                functions.remove(functions.keySet().iterator().next());
            }
        }
        return cached.function();
    }

    private Cached fetch(InvocationRequest request, ObjectStore store) {
        byte[] closure = closure(request.closure(), store);
        boolean alone = ClosureRestorer.needsOwnLoader(closure);
        List<String> key = key(alone ? request.closure() : SHARED, request.code());
        CodeLoader loader = loaders.get(key);
        if (loader == null) {
            loader = CodeLoader.of(request.job(), files.jars(request.code(), store));
            loaders.put(key, loader);
            evictLoaders();
        }
        return new Cached(restore(closure, loader), key);
    }

    private static List<String> key(String closure, List<String> code) {
        List<String> key = new ArrayList<>(code.size() + 1);
        key.add(closure);
        key.addAll(code);
        return key;
    }

    private static byte[] closure(String hash, ObjectStore store) {
        String key = Keys.code(hash);
        byte[] closure;
        try {
            closure = store.get(key);
        } catch (StorageException e) {
            throw Failures.store("cannot read the function", e);
        }
        Hashes.check(key, hash, Hashes.of(closure));
        return closure;
    }

    private static LoadedFunction restore(byte[] closure, CodeLoader loader) {
        Thread thread = Thread.currentThread();
        @Nullable ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            Restored restored = ClosureRestorer.restore(closure, loader);
            @SuppressWarnings("unchecked") // what the driver captured as a function; its types are the user's affair
            RemoteFunction<@Nullable Object, @Nullable Object> function =
                    (RemoteFunction<@Nullable Object, @Nullable Object>) restored.function();
            return new LoadedFunction(function, restored.codec(), loader);
        } catch (UndecodableException e) {
            throw Failures.undecodable("cannot restore the function", e);
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (LinkageError | RuntimeException e) { // a static initialiser or a readObject of the user's
            throw new CallFailure(ErrorCode.FUNCTION_THREW, "cannot restore the function: " + e, e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private void evictLoaders() {
        if (loaders.size() > MAX_LOADERS) {
            List<String> eldest = loaders.keySet().iterator().next();
            functions.values().removeIf(cached -> cached.loader().equals(eldest));
            close(loaders.remove(eldest));
        }
    }

    private static void close(@Nullable CodeLoader loader) {
        try {
            if (loader != null) {
                loader.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the jars of a job", e);
        }
    }

    @Override
    public void close() {
        functions.clear();
        loaders.values().forEach(FunctionCache::close);
        loaders.clear();
    }
}

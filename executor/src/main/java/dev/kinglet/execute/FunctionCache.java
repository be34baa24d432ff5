package dev.kinglet.execute;

import dev.kinglet.closure.ClosureRestorer;
import dev.kinglet.closure.CodeLoader;
import dev.kinglet.execute.global.GlobalState;
import dev.kinglet.execute.global.JobGlobals;
import dev.kinglet.invoke.InvocationRequest;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.StorageException;
import dev.kinglet.store.Keys;
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
    private record Cached(String closure, LoadedFunction function, List<String> loader, Code code) {}

    /** A class loader, and what its classes have to do with what is global. */
    private static final class Code {

        private final CodeLoader loader;
        private final JobGlobals globals;

        /**
         * The function that has made initialisers of classes set something in the JVM. Others, which may not need these classes, are not to
         * find that, and get a loader of their own.
         */
        private @Nullable String owner;

        Code(CodeLoader loader, JobGlobals globals) {
            this.loader = loader;
            this.globals = globals;
        }

        /** This function has been in use. */
        void used(String closure) {
            if (owner == null && globals.hasOwn()) {
                owner = closure;
            }
        }

        boolean isAnothers(String closure) {
            return owner != null && !owner.equals(closure);
        }
    }

    // Keys are lists of hashes. As records they would read better, but the JVM makes a record's equals and hashCode at
    // their first use,
    // which took a tenth of a cold start.
    private final CodeFiles files;
    private final GlobalState state;
    private final Map<List<String>, Cached> functions = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<List<String>, Code> loaders = new LinkedHashMap<>(16, 0.75f, true);

    private @Nullable Cached last;

    FunctionCache(Path folder, GlobalState state) {
        this.state = state;
        files = new CodeFiles(folder);
    }

    /**
     * The function of a request. The store is asked for only if it is not here.
     *
     * @throws CallFailure if it cannot be had
     */
    LoadedFunction load(InvocationRequest request, Supplier<ObjectStore> store) {
        List<String> key = key(request.closure(), request.code());
        if (last != null) {
            last.code.used(last.closure);
        }
        Cached cached = functions.get(key);
        if (cached == null || cached.code.isAnothers(request.closure())) {
            cached = fetch(request, store.get());
            functions.put(key, cached);
            if (functions.size() > MAX_FUNCTIONS) {
                functions.remove(functions.keySet().iterator().next());
            }
        }
        last = cached;
        return cached.function();
    }

    private Cached fetch(InvocationRequest request, ObjectStore store) {
        byte[] closure = closure(request.closure(), store);
        boolean alone = ClosureRestorer.needsOwnLoader(closure);
        List<String> key = key(alone ? request.closure() : SHARED, request.code());
        Code code = loaders.get(key);
        if (code != null && code.isAnothers(request.closure())) {
            key = key(request.closure(), request.code());
            code = loaders.get(key);
        }
        if (code == null) {
            JobGlobals globals = state.job();
            code = new Code(CodeLoader.of(request.job(), files.jars(request.code(), store), globals), globals);
            loaders.put(key, code);
            evictLoaders();
        }
        return new Cached(request.closure(), restore(closure, code), key, code);
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

    private LoadedFunction restore(byte[] closure, Code code) {
        CodeLoader loader = code.loader;
        state.enter(code.globals); // where that fails, it fails again before the first call
        Thread thread = Thread.currentThread();
        @Nullable ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return new LoadedFunction(ClosureRestorer.restore(closure, loader), loader, code.globals);
        } catch (LinkageError | RuntimeException e) {
            throw LoadedFunction.notRestored(e);
        } finally {
            thread.setContextClassLoader(before);
            state.loaded(code.globals);
        }
    }

    private void evictLoaders() {
        if (loaders.size() > MAX_LOADERS) {
            List<String> eldest = loaders.keySet().iterator().next();
            functions.values().removeIf(cached -> cached.loader().equals(eldest));
            close(loaders.remove(eldest));
        }
    }

    private static void close(@Nullable Code code) {
        try {
            if (code != null) {
                code.loader.release();
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

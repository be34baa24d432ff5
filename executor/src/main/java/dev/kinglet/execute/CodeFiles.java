package dev.kinglet.execute;

import dev.kinglet.ErrorCode;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.StorageException;
import dev.kinglet.store.Keys;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;

/**
 * Jars as files, named by their hashes. Workers may share the folder: a file appears whole, by a rename, and never changes. Two that
 * fetch the same jar at once both write it, and either result is right. A driver on the same machine may have put them there already.
 */
public final class CodeFiles {

    private static final int BUFFER_BYTES = 1 << 16;

    private static final int MAX_AT_ONCE = 8;
    private static final ThreadFactory FETCHERS =
            Thread.ofPlatform().daemon().name("kinglet-code").factory();

    private final Path folder;

    public CodeFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * Puts a jar where workers look before they ask the store.
     *
     * @param hash the SHA-256 of its bytes: workers do not check it again
     */
    public void put(String hash, byte[] jar) throws IOException {
        if (!Files.exists(file(hash))) {
            Files.createDirectories(folder);
            write(hash, part -> Files.write(part, jar));
        }
    }

    /**
     * The jars of these hashes, in their order. Those that are not here are fetched from the store, several at once.
     *
     * @throws CallFailure if one cannot be had
     */
    List<Path> jars(List<String> hashes, ObjectStore store) {
        List<Path> jars = hashes.stream().map(this::file).toList();
        List<String> missing = new ArrayList<>(hashes);
        missing.removeIf(hash -> Files.exists(file(hash)));
        if (missing.size() == 1) {
            fetch(missing.getFirst(), store);
        } else if (!missing.isEmpty()) {
            fetchAll(missing, store);
        }
        return jars;
    }

    private Path file(String hash) {
        return folder.resolve(hash + ".jar");
    }

    private void fetchAll(List<String> hashes, ObjectStore store) {
        try (ExecutorService fetchers = Executors.newFixedThreadPool(Math.min(hashes.size(), MAX_AT_ONCE), FETCHERS)) {
            List<Future<?>> fetched = new ArrayList<>();
            for (String hash : hashes) {
                fetched.add(fetchers.submit(() -> fetch(hash, store)));
            }
            for (Future<?> one : fetched) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof CallFailure failure
                    ? failure
                    : new CallFailure(ErrorCode.INTERNAL, "cannot fetch code: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallFailure(ErrorCode.INTERNAL, "interrupted while the code was fetched", e);
        }
    }

    private void fetch(String hash, ObjectStore store) {
        try {
            Files.createDirectories(folder);
            copy(hash, store);
        } catch (StorageException e) {
            throw Failures.store("cannot read code", e);
        } catch (IOException e) {
            ErrorCode code = FullDisk.isBehind(e) ? ErrorCode.DISK_FULL : ErrorCode.INTERNAL;
            throw new CallFailure(code, "cannot keep code in " + folder + ": " + e.getMessage(), e);
        }
    }

    private void copy(String hash, ObjectStore store) throws IOException {
        String key = Keys.code(hash);
        write(hash, part -> {
            MessageDigest digest = Hashes.digest();
            // A plain file stream: a cold worker interprets this code, and channels have much more of it.
            try (InputStream in = store.open(key, 0);
                    OutputStream out = new FileOutputStream(part.toFile())) {
                copy(in, out, digest);
            }
            Hashes.check(key, hash, Hashes.hex(digest));
        });
    }

    @FunctionalInterface
    private interface Writer {
        void writeTo(Path part) throws IOException;
    }

    private void write(String hash, Writer writer) throws IOException {
        // The JDK's own names of temporary files are made of secure random numbers, which a cold worker has no other
        // use for.
        Path part = folder.resolve(hash + "-" + ProcessHandle.current().pid() + "-"
                + Thread.currentThread().threadId() + ".part");
        try {
            writer.writeTo(part);
            Files.move(part, file(hash), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void copy(InputStream in, OutputStream out, MessageDigest digest) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            digest.update(buffer, 0, count);
            out.write(buffer, 0, count);
        }
    }
}

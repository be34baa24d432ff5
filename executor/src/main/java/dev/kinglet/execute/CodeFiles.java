package dev.kinglet.execute;

import dev.kinglet.ErrorCode;
import dev.kinglet.stage.Keys;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;

/**
 * Jars as files, named by their hashes. Workers may share the folder: a file appears whole, by a rename, and never changes. Two that
 * fetch the same jar at once both write it, and either result is right.
 */
final class CodeFiles {

    private static final int BUFFER_BYTES = 1 << 16;

    private final Path folder;

    CodeFiles(Path folder) {
        this.folder = folder;
    }

    /** The jar of that hash, fetched from the store unless it is here. */
    Path jar(String hash, ObjectStore store) {
        Path file = folder.resolve(hash + ".jar");
        if (!Files.exists(file)) {
            try {
                Files.createDirectories(folder);
                fetch(hash, store, file);
            } catch (StorageException e) {
                throw Failures.store("cannot read code", e);
            } catch (IOException e) {
                throw new CallFailure(ErrorCode.INTERNAL, "cannot keep code in " + folder + ": " + e.getMessage(), e);
            }
        }
        return file;
    }

    private void fetch(String hash, ObjectStore store, Path file) throws IOException {
        String key = Keys.code(hash);
        Path part = Files.createTempFile(folder, hash, ".part");
        try {
            MessageDigest digest = Hashes.digest();
            try (InputStream in = store.open(key, 0);
                    OutputStream out = Files.newOutputStream(part)) {
                copy(in, out, digest);
            }
            Hashes.check(key, hash, Hashes.hex(digest));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
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

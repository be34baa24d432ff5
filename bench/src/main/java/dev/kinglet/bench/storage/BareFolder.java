package dev.kinglet.bench.storage;

import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/**
 * Files by the JDK's fastest means: a stream to write, for {@code Files} writes in pieces of 8 KB, and {@code Files} to read. A file
 * appears whole, as an object of Kinglet's does: it is written beside its place and renamed.
 */
record BareFolder(Path root) implements ObjectAccess {

    @Override
    public void put(String key, byte[] content) throws IOException {
        Path file = root.resolve(key);
        Path part = root.resolve(key + ".part");
        try {
            write(part, content);
        } catch (FileNotFoundException noFolder) {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            write(part, content);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void write(Path file, byte[] content) throws IOException {
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            out.write(content);
        }
    }

    @Override
    public byte[] get(String key) throws IOException {
        return Files.readAllBytes(root.resolve(key));
    }
}

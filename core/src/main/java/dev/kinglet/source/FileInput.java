package dev.kinglet.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that driver and workers see alike.
 *
 * @param path absolute
 * @param size its length when it was found
 */
record FileInput(String path, long size) implements ReadableInput {

    @Override
    public String name() {
        return "file://" + path;
    }

    @Override
    public InputStream openStored() throws IOException {
        return Files.newInputStream(Path.of(path));
    }

    @Override
    public byte[] readStored() throws IOException {
        return Files.readAllBytes(Path.of(path));
    }
}

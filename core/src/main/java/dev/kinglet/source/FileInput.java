package dev.kinglet.source;

import dev.kinglet.storage.ObjectChangedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that driver and workers see alike.
 *
 * @param path absolute
 * @param size its length when it was found
 */
record FileInput(String path, long size) implements SeekableInput {

    @Override
    public String name() {
        return "file://" + path;
    }

    @Override
    public InputStream openStored() throws IOException {
        Path file = Path.of(path);
        requireSize(Files.size(file));
        return Files.newInputStream(file);
    }

    @Override
    public InputStream openStored(long from, long expected) throws IOException {
        SeekableByteChannel channel = Files.newByteChannel(Path.of(path));
        try {
            requireSize(channel.size());
            channel.position(from);
            return Channels.newInputStream(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public byte[] readStored() throws IOException {
        byte[] bytes = Files.readAllBytes(Path.of(path));
        requireSize(bytes.length);
        return bytes;
    }

    /** Calls that read parts of a file must read the same one. What has no length when it is found, as a device, may have any. */
    private void requireSize(long now) {
        if (size > 0 && now != size) {
            throw new ObjectChangedException(
                    "input " + name() + " was found with " + size + " bytes and now has " + now
                            + "; do not change inputs while they are read",
                    null);
        }
    }
}

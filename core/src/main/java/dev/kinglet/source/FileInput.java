package dev.kinglet.source;

import dev.kinglet.storage.ObjectChangedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A file that driver and workers see alike.
 *
 * @param path absolute
 * @param size its length when it was found
 * @param modifiedMillis when it had been written last when it was found
 */
record FileInput(String path, long size, long modifiedMillis) implements SeekableInput {

    @Override
    public String name() {
        return "file://" + path;
    }

    @Override
    public InputStream openStored() throws IOException {
        requireUnchanged();
        return Files.newInputStream(Path.of(path));
    }

    @Override
    public InputStream openStored(long from, long expected) throws IOException {
        requireUnchanged();
        SeekableByteChannel channel = Files.newByteChannel(Path.of(path));
        try {
            channel.position(from);
            return Channels.newInputStream(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public byte[] readStored() throws IOException {
        requireUnchanged();
        return Files.readAllBytes(Path.of(path));
    }

    /**
     * Calls that read parts of a file must read the same one. What has no length when it is found, as a device, may have any.
     *
     * @throws ObjectChangedException if its length or its time is another one
     */
    void requireUnchanged() throws IOException {
        BasicFileAttributes now = Files.readAttributes(Path.of(path), BasicFileAttributes.class);
        if (size > 0 && now.size() != size) {
            throw changed("was found with " + size + " bytes and now has " + now.size());
        }
        if (size > 0 && now.lastModifiedTime().toMillis() != modifiedMillis) {
            throw changed("was written again at " + now.lastModifiedTime() + ", after it had been found");
        }
    }

    private ObjectChangedException changed(String how) {
        return new ObjectChangedException(
                "input " + name() + " " + how + "; do not change inputs while they are read", null);
    }
}

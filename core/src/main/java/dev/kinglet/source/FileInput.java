package dev.kinglet.source;

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
        return Files.newInputStream(Path.of(path));
    }

    @Override
    public InputStream openStored(long from, long expected) throws IOException {
        SeekableByteChannel channel = Files.newByteChannel(Path.of(path));
        channel.position(from);
        return Channels.newInputStream(channel);
    }

    @Override
    public byte[] readStored() throws IOException {
        return Files.readAllBytes(Path.of(path));
    }
}

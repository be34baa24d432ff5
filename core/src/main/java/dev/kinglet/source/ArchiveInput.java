package dev.kinglet.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * An entry of an archive.
 *
 * @param archive where the entry is; one object for all entries, so that it travels once
 * @param entry the entry's name in the archive
 * @param size the entry's length, uncompressed
 */
record ArchiveInput(FileInput archive, String entry, long size) implements ReadableInput {

    @Override
    public String name() {
        return archive.name() + "!/" + entry;
    }

    @Override
    public InputStream openStored() throws IOException {
        ZipFile zip = OpenArchives.of(archive);
        ZipEntry found = zip.getEntry(entry);
        if (found == null) {
            throw new NoSuchFileException(name());
        }
        return new CheckedEntry(zip.getInputStream(found), found.getSize(), found.getCrc());
    }

    @Override
    public byte[] readStored() throws IOException {
        try (InputStream stream = openStored()) {
            return stream.readAllBytes();
        }
    }
}

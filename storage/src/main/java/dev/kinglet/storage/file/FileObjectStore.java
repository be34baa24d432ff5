package dev.kinglet.storage.file;

import dev.kinglet.storage.KeyRules;
import dev.kinglet.storage.ObjectInfo;
import dev.kinglet.storage.ObjectNotFoundException;
import dev.kinglet.storage.ObjectPage;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.ObjectUpload;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A store in a folder: of one process or of many, on a local disk or a network file system that all mount. {@link FileNames} says
 * how keys become names.
 *
 * <p>A write goes to a temporary file in a hidden folder of the store; a rename, or a hard link where the object must not exist
 * yet, publishes it. Both are atomic among processes. Nothing is forced to the disk: what a power failure takes away, a job does
 * again. Folders are made when a write needs them, and removed when their last object is.
 */
public final class FileObjectStore implements ObjectStore {

    private final Path root;
    private final String rootPrefix;
    private final File temporaryFolder;
    private final FileFailures failures;
    private final FilePlaces places;

    /** @param folder need not exist: the first write makes it */
    public FileObjectStore(Path folder) {
        this.root = folder.toAbsolutePath().normalize();
        this.rootPrefix = root.toString() + (root.getNameCount() == 0 ? "" : "/");
        this.temporaryFolder = new File(rootPrefix + FileNames.HIDDEN);
        this.failures = new FileFailures(root);
        this.places = new FilePlaces(root);
    }

    @Override
    public String location() {
        return FileLocation.of(root);
    }

    @Override
    public void put(String key, byte[] content) {
        KeyRules.check(key);
        publish(write(key, content), key);
    }

    @Override
    public void putIfAbsent(String key, byte[] content) {
        KeyRules.check(key);
        File temporary = write(key, content);
        try {
            places.link(temporary, key);
        } catch (IOException e) {
            throw failures.ofWrite("conditional put of \"" + key + "\"", e);
        } finally {
            discard(temporary);
        }
    }

    @Override
    public ObjectUpload upload(String key) {
        KeyRules.check(key);
        return new FileUpload(this, key);
    }

    @Override
    public byte[] get(String key) {
        try (RandomAccessFile file = openFile(key)) {
            return FileObjectStream.rest(file, 0);
        } catch (IOException e) {
            throw failures.of("get of \"" + key + "\"", e);
        }
    }

    @Override
    public byte[] get(String key, long offset, int length) {
        KeyRules.checkRange(offset, length);
        try (RandomAccessFile file = openFile(key)) {
            byte[] bytes = new byte[Math.clamp(file.length() - offset, 0, length)];
            if (bytes.length > 0) {
                seek(file, offset);
                file.readFully(bytes);
            }
            return bytes;
        } catch (IOException e) {
            throw failures.of("get of \"" + key + "\"", e);
        }
    }

    @Override
    public InputStream open(String key, long offset) {
        KeyRules.checkRange(offset, 0);
        RandomAccessFile file = openFile(key);
        try {
            seek(file, offset);
            return new FileObjectStream(file, failures, key);
        } catch (IOException e) {
            throw failures.of("open of \"" + key + "\"", e);
        }
    }

    @Override
    public Optional<ObjectInfo> head(String key) {
        KeyRules.check(key);
        FilePlaces.Place place = find(key);
        return place == null ? Optional.empty() : Optional.of(FileListing.info(key, place.attributes()));
    }

    @Override
    public void copy(String source, String target) {
        KeyRules.check(source);
        KeyRules.check(target);
        FilePlaces.Place place = find(source);
        if (place == null) {
            throw new ObjectNotFoundException("no object \"" + source + "\" in " + root, null);
        }
        File temporary = temporaryFile();
        try {
            Files.createDirectories(temporaryFolder.toPath());
            link(place.path(), temporary.toPath());
        } catch (IOException e) {
            discard(temporary);
            throw failures.ofWrite("copy of \"" + source + "\" to \"" + target + "\"", e);
        }
        publish(temporary, target);
    }

    /** A second name does for a copy, since no file is ever changed in place; where there are no hard links, the bytes are copied. */
    private static void link(Path file, Path copy) throws IOException {
        try {
            Files.createLink(copy, file);
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.copy(file, copy);
        }
    }

    @Override
    public void delete(String key) {
        deleteAll(List.of(key));
    }

    @Override
    public void deleteAll(Collection<String> keys) {
        keys.forEach(KeyRules::check);
        String previous = "";
        for (String key : keys) {
            try {
                places.remove(key);
            } catch (IOException e) {
                throw failures.ofWrite("delete of \"" + key + "\"", e);
            }
            // Keys of one folder mostly come together: whether it is empty is looked at once.
            if (!folder(key).equals(folder(previous))) {
                places.prune(previous);
            }
            previous = key;
        }
        places.prune(previous);
    }

    @Override
    public ObjectPage list(String prefix, @Nullable String startAfter, int maxKeys) {
        KeyRules.checkPage(maxKeys);
        try {
            return new FileListing(root, prefix, startAfter, maxKeys).page();
        } catch (IOException e) {
            throw failures.of("list of \"" + prefix + "\"", e);
        }
    }

    /** Does nothing: no file stays open. */
    @Override
    public void close() {}

    FileFailures failures() {
        return failures;
    }

    /** A name for a temporary file that no other thread or process uses. */
    File temporaryFile() {
        return new File(temporaryFolder, TemporaryNames.next());
    }

    /** Opens a temporary file to write, with the folders that it needs. */
    FileOutputStream create(File temporary, String action) {
        try {
            return new FileOutputStream(temporary);
        } catch (FileNotFoundException e) {
            // Most likely the store's first write ever; if not, the second try tells what is wrong.
            try {
                Files.createDirectories(temporaryFolder.toPath());
                return new FileOutputStream(temporary);
            } catch (IOException lasting) {
                throw failures.ofWrite(action, lasting);
            }
        }
    }

    /** Gives a temporary file the name of an object. */
    void publish(File temporary, String key) {
        try {
            places.rename(temporary, key);
        } catch (IOException e) {
            discard(temporary);
            throw failures.ofWrite("put of \"" + key + "\"", e);
        }
    }

    /** Removes a temporary file. What cannot be removed is hidden, and harms nobody. */
    void discard(File temporary) {
        temporary.delete();
    }

    private File write(String key, byte[] content) {
        File temporary = temporaryFile();
        try (FileOutputStream file = create(temporary, "put of \"" + key + "\"")) {
            file.write(content);
            return temporary;
        } catch (IOException e) {
            discard(temporary);
            throw failures.ofWrite("put of \"" + key + "\"", e);
        }
    }

    // Not a stream: one asks for length and position, each a system call, where a small object is little more than
    // those.
    private RandomAccessFile openFile(String key) {
        KeyRules.check(key);
        try {
            return new RandomAccessFile(rootPrefix + FileNames.encode(key), "r");
        } catch (FileNotFoundException e) {
            // The exception does not tell absent from forbidden, nor whether the object lies under another name.
            return openElsewhere(key, e);
        }
    }

    private RandomAccessFile openElsewhere(String key, FileNotFoundException cause) {
        FilePlaces.Place place = find(key);
        if (place == null) {
            boolean gone = !Files.isDirectory(root);
            throw new ObjectNotFoundException(
                    "no object \"" + key + "\" in " + root + (gone ? ", a folder that does not exist" : ""), cause);
        }
        try {
            return new RandomAccessFile(place.path().toFile(), "r");
        } catch (FileNotFoundException e) {
            throw failures.of("read of \"" + key + "\"", e);
        }
    }

    private static void seek(RandomAccessFile file, long offset) throws IOException {
        if (offset > 0) {
            // A file system refuses to go beyond the largest file that it could hold.
            file.seek(offset > Integer.MAX_VALUE ? Math.min(offset, file.length()) : offset);
        }
    }

    private static String folder(String key) {
        return key.substring(0, key.lastIndexOf('/') + 1);
    }

    private FilePlaces.@Nullable Place find(String key) {
        try {
            return places.find(key);
        } catch (IOException e) {
            throw failures.of("look-up of \"" + key + "\"", e);
        }
    }
}

package dev.kinglet.storage.file;

import dev.kinglet.storage.PreconditionFailedException;
import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the objects of a store lie, and how a file gets there.
 *
 * <p>Two keys can want one name: {@code a} a file and {@code a/b} a folder {@code a}. The folder gets it. A file in the way is
 * renamed to its name {@link FileNames#ASIDE aside}, in one step, and readers look for the plain name first: since files only
 * ever move that way, a reader finds them before or after.
 */
final class FilePlaces {

    /** How often a write meets a folder that another process removes at this moment, before it gives up. */
    private static final int ATTEMPTS = 100;

    private final Path root;

    FilePlaces(Path root) {
        this.root = root;
    }

    /** A file that holds an object. */
    record Place(Path path, BasicFileAttributes attributes) {}

    /** The file of an object wherever it lies, or null where there is none. */
    @Nullable
    Place find(String key) throws IOException {
        for (Path candidate : candidates(key)) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(candidate, BasicFileAttributes.class);
                if (attributes.isRegularFile()) {
                    return new Place(candidate, attributes);
                }
            } catch (FileSystemException e) {
                // Somebody else's name for it may well be too long for a file.
                boolean absent = e instanceof NoSuchFileException || isBelowFile(candidate) || !isOurs(candidate, key);
                if (!absent || e instanceof AccessDeniedException) {
                    throw e;
                }
            }
        }
        return null;
    }

    /** Publishes a file under a key, replacing what was there. */
    void rename(File temporary, String key) throws IOException {
        publish(temporary.toPath(), key, true);
    }

    /** Publishes a file under a key where there is none; the file keeps its first name too. */
    void link(File temporary, String key) throws IOException {
        for (Path elsewhere : candidates(key)) {
            // The link itself decides on the plain name.
            if (!elsewhere.equals(plain(key)) && Files.isRegularFile(elsewhere)) {
                throw exists(key);
            }
        }
        try {
            publish(temporary.toPath(), key, false);
        } catch (FileAlreadyExistsException e) {
            throw exists(key);
        } catch (UnsupportedOperationException e) {
            throw new FileSystemException(
                    root.toString(), null, "this file system has no hard links, which a conditional put needs");
        }
    }

    /** Removes an object wherever it lies. */
    void remove(String key) throws IOException {
        List<Path> candidates = candidates(key);
        for (Path candidate : candidates.reversed()) {
            File file = candidate.toFile();
            // Asking is cheaper than an exception, and the usual object has one of its possible names.
            if (file.isFile() && !file.delete()) {
                Files.deleteIfExists(candidate);
            }
        }
    }

    /** Removes the folders that held a key, as far as they are empty and can be removed; one that stays harms nobody. */
    void prune(String key) {
        if (key.indexOf('/') < 0) {
            return;
        }
        @Nullable Path folder = plain(key).getParent();
        try {
            while (folder != null && !folder.equals(root) && Files.isDirectory(folder)) {
                Files.delete(folder);
                folder = folder.getParent();
            }
        } catch (IOException stays) {
            // It is not empty, or somebody removed it first.
        }
    }

    // No function is passed for the two ways: the first lambda of a cold worker costs it milliseconds.
    private void publish(Path source, String key, boolean replacing) throws IOException {
        Path plain = plain(key);
        Path target = plain;
        for (int attempt = 1; ; attempt++) {
            try {
                if (replacing) {
                    Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
                } else {
                    Files.createLink(target, source);
                }
                return;
            } catch (FileSystemException e) {
                if (Files.isDirectory(target)) {
                    target = aside(plain);
                } else if (attempt < ATTEMPTS && (e instanceof NoSuchFileException || isMissing(target.getParent()))) {
                    createFolder(target.getParent());
                    target = plain;
                } else {
                    throw e;
                }
            }
        }
    }

    private static boolean isMissing(@Nullable Path folder) {
        return folder != null && !Files.isDirectory(folder);
    }

    private void createFolder(@Nullable Path folder) throws IOException {
        if (folder == null) {
            return;
        }
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            if (Files.isRegularFile(folder)) {
                moveAside(folder);
                createFolder(folder);
            }
        } catch (FileSystemException e) {
            if (isMissing(folder.getParent())) {
                createFolder(folder.getParent());
                createFolder(folder);
            } else if (!(e instanceof NoSuchFileException)) {
                throw e;
            }
            // Otherwise somebody has made the folder above since: whoever publishes tries again.
        }
    }

    private void moveAside(Path file) throws IOException {
        if (!file.startsWith(root) || file.equals(root)) {
            throw new NotDirectoryException(file.toString());
        }
        try {
            Files.move(file, aside(file), StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException alreadyMoved) {
            // By another process that wants the same folder.
        }
    }

    /** Where an object may lie, in the order to look. */
    private List<Path> candidates(String key) {
        Path plain = plain(key);
        List<Path> candidates = new ArrayList<>(3);
        candidates.add(plain);
        candidates.add(aside(plain));
        if (!FileNames.isPlain(key) && !FileNames.isHidden(key)) {
            try {
                candidates.add(root.resolve(key));
            } catch (InvalidPathException unnameable) {
                // In this locale no file can have that name.
            }
        }
        return candidates;
    }

    private boolean isOurs(Path candidate, String key) {
        return candidate.equals(plain(key)) || candidate.equals(aside(plain(key)));
    }

    private Path plain(String key) {
        return root.resolve(FileNames.encode(key));
    }

    private static Path aside(Path plain) {
        return plain.resolveSibling(plain.getFileName() + FileNames.ASIDE);
    }

    private static boolean isBelowFile(Path path) {
        for (Path folder = path.getParent(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder)) {
                return !Files.isDirectory(folder);
            }
        }
        return false;
    }

    private PreconditionFailedException exists(String key) {
        return new PreconditionFailedException(
                "object \"" + key + "\" exists already in " + root + "; it was not replaced", null);
    }
}

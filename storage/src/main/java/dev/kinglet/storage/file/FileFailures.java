package dev.kinglet.storage.file;

import dev.kinglet.storage.AccessDeniedException;
import dev.kinglet.storage.StorageException;
import dev.kinglet.storage.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Says what a failed file operation means to a user of the store. Java tells most of them apart only by the operating system's
 * words, so these are looked at first, and the file system itself is asked where they say nothing.
 */
final class FileFailures {

    private final Path root;

    FileFailures(Path root) {
        this.root = root;
    }

    /** @param action what was tried, as in {@code get "a/b"} */
    StorageException of(String action, IOException cause) {
        String words = String.valueOf(cause.getMessage());
        if (holdsAny(words, "No space left", "quota exceeded")) {
            return full(action, cause);
        }
        if (holdsAny(words, "Read-only file system")) {
            return readOnly(action, cause);
        }
        if (cause instanceof java.nio.file.AccessDeniedException
                || holdsAny(words, "Permission denied", "Operation not permitted")) {
            return new AccessDeniedException(
                    action + ": no permission at " + place(cause) + "; check its owner and mode", cause);
        }
        if (Files.exists(root) && !Files.isDirectory(root)) {
            return new StoreUnavailableException(
                    action + ": " + root + " is a file; a store is a folder", cause, false);
        }
        boolean lasting = holdsAny(words, "File name too long", "Not a directory", "Too many levels", "no hard links");
        return new StoreUnavailableException(action + " failed at " + root + ": " + words, cause, !lasting);
    }

    /** As {@link #of}, of a write: where the system speaks another language, the file system itself is asked what is wrong. */
    StorageException ofWrite(String action, IOException cause) {
        StorageException known = of(action, cause);
        if (!known.retryable()) {
            return known;
        }
        return isReadOnly() ? readOnly(action, cause) : usable() == 0 ? full(action, cause) : known;
    }

    private StorageException full(String action, IOException cause) {
        return new StoreUnavailableException(
                action + ": the disk is full, " + usable() + " bytes are left at " + root
                        + "; make room there or choose another folder as the store",
                cause,
                false);
    }

    private StorageException readOnly(String action, IOException cause) {
        return new AccessDeniedException(
                action + ": the file system of " + root + " is read-only; choose another folder as the store", cause);
    }

    private String place(IOException cause) {
        String file = cause instanceof java.nio.file.FileSystemException system ? system.getFile() : null;
        return file == null ? String.valueOf(root) : file;
    }

    private boolean isReadOnly() {
        try {
            return Files.getFileStore(nearest()).isReadOnly();
        } catch (IOException | SecurityException unknown) {
            return false;
        }
    }

    /** Bytes left, or -1 where that cannot be found out. */
    private long usable() {
        try {
            return Files.getFileStore(nearest()).getUsableSpace();
        } catch (IOException | SecurityException unknown) {
            return -1;
        }
    }

    /** The store's folder, or where that is missing the closest that is there. */
    private Path nearest() {
        @Nullable Path folder = root;
        while (folder != null && !Files.exists(folder)) {
            folder = folder.getParent();
        }
        return folder == null ? root : folder;
    }

    private static boolean holdsAny(String words, String... needles) {
        for (String needle : needles) {
            if (words.contains(needle)) {
                return true;
            }
        }
        return false;
    }
}

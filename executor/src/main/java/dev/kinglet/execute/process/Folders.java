package dev.kinglet.execute.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * The temporary folder of one platform, held by a lock: the system lets go of it with the process, so that the next platform can tell a
 * folder that a killed driver has left behind from one in use, whatever became of process numbers.
 */
final class Folders implements AutoCloseable {

    private static final String PREFIX = "kinglet-process-";

    /** The folders of this process. It must not even open their locks: to close a file lets go of all that a process has locked of it. */
    private static final String OWN_PREFIX = PREFIX + ProcessHandle.current().pid() + "-";

    private static final String LOCK = "lock";

    private final Path root;
    private final FileChannel channel;

    private Folders(Path root, FileChannel channel) {
        this.root = root;
        this.channel = channel;
    }

    /** Makes the folder below the system's temporary one. */
    static Folders create() {
        try {
            Path root = Files.createTempDirectory(OWN_PREFIX);
            Path unlocked = root.resolve(LOCK + ".new");
            FileChannel channel = FileChannel.open(unlocked, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel.lock();
            // It gets its name when it is locked: in between, another driver would take the folder for left behind.
            Files.move(unlocked, root.resolve(LOCK));
            return new Folders(root, channel);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder for workers in the system's temporary one", e);
        }
    }

    Path root() {
        return root;
    }

    /** Where workers keep the jars of jobs, together. */
    Path code() {
        return root.resolve("code");
    }

    /** The folder of one worker, which is made when it is launched. */
    Path worker(String id) {
        return root.resolve(id);
    }

    /** Removes what drivers that are gone have left behind. */
    void removeStale() {
        Path parent = root.getParent();
        if (parent == null) {
            return;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : folders) {
                if (!folder.getFileName().toString().startsWith(OWN_PREFIX) && isStale(folder)) {
                    delete(folder);
                }
            }
        } catch (IOException e) {
            System.getLogger(Folders.class.getName())
                    .log(System.Logger.Level.DEBUG, "cannot look for folders of earlier drivers", e);
        }
    }

    private static boolean isStale(Path folder) {
        try (FileChannel other = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock lock = other.tryLock()) {
            return lock != null;
        } catch (IOException e) {
            return false; // another user's, or one being made
        }
    }

    /** Removes a folder with all that is in it, as far as possible. */
    static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    return FileVisitResult.CONTINUE; // somebody else has removed it
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                        throws IOException {
                    Files.deleteIfExists(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            System.getLogger(Folders.class.getName()).log(System.Logger.Level.DEBUG, "cannot remove " + folder, e);
        }
    }

    @Override
    public void close() {
        delete(root);
        try {
            channel.close();
        } catch (IOException e) {
            System.getLogger(Folders.class.getName())
                    .log(System.Logger.Level.DEBUG, "cannot close the lock of " + root, e);
        }
    }
}

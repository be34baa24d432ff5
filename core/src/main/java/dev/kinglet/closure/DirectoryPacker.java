package dev.kinglet.closure;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Directories of classes and resources as jars. Packs a directory anew only if a file in it changed. */
final class DirectoryPacker {

    /** Directories larger than this hold more than a program's classes: of these, only the classes that are needed are packed. */
    static final long MAX_BYTES = 64L << 20;

    private record Stamp(long size, FileTime modified) {}

    private record Packed(Map<Path, Stamp> files, CodeArtifact artifact) {}

    private final Map<Path, Packed> known = new ConcurrentHashMap<>();
    private final Set<Path> warned = ConcurrentHashMap.newKeySet();
    private final long maxBytes;

    DirectoryPacker() {
        this(MAX_BYTES);
    }

    DirectoryPacker(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** @param classes what is needed of it, by file name */
    CodeArtifact pack(Path root, SortedMap<String, byte[]> classes) throws IOException {
        Map<Path, Stamp> files = list(root);
        if (files == null) {
            return CodeFinder.packed("classes of " + root, root, classes);
        }
        Packed packed = known.get(root);
        if (packed == null || !packed.files.equals(files)) {
            packed = new Packed(files, CodeFinder.packed(root.toString(), root, read(root, files)));
            known.put(root, packed);
        }
        return packed.artifact;
    }

    /** Its files, or null where they are too many. */
    private @Nullable Map<Path, Stamp> list(Path root) throws IOException {
        Shippable shippable = new Shippable(root);
        Files.walkFileTree(root, shippable);
        warn(root, shippable.unreadable);
        return shippable.bytes > maxBytes ? null : shippable.files;
    }

    private void warn(Path root, List<Path> unreadable) {
        if (!unreadable.isEmpty() && warned.add(root)) {
            System.getLogger(DirectoryPacker.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "{0} is on the class path, and parts of it cannot be read: {1}. Functions run without them.",
                            root,
                            unreadable);
        }
    }

    /**
     * The files of a directory that a program may need: classes and resources. What is hidden is neither: {@code .git}, {@code .env}, what
     * editors leave. What cannot be read is passed over, for the JVM does not look at it either unless it is asked for.
     */
    private final class Shippable extends SimpleFileVisitor<Path> {

        private final Path root;
        private final Map<Path, Stamp> files = new HashMap<>();
        private final List<Path> unreadable = new ArrayList<>();
        private long bytes;

        Shippable(Path root) {
            this.root = root;
        }

        private boolean isHidden(Path file) {
            return !file.equals(root) && file.getFileName().toString().startsWith(".");
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return isHidden(directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes found) throws IOException {
            // A link stands for the file that it leads to; links to directories are not followed, for they may lead in
            // a circle.
            BasicFileAttributes attributes = found.isSymbolicLink() && Files.isRegularFile(file)
                    ? Files.readAttributes(file, BasicFileAttributes.class)
                    : found;
            if (attributes.isRegularFile() && !isHidden(file)) {
                if (Files.isReadable(file)) {
                    bytes += attributes.size();
                    files.put(file, new Stamp(attributes.size(), attributes.lastModifiedTime()));
                } else {
                    unreadable.add(root.relativize(file));
                }
            }
            return bytes > maxBytes ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            if (!isHidden(file) && !(failure instanceof NoSuchFileException)) {
                unreadable.add(root.relativize(file));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) {
            return FileVisitResult.CONTINUE;
        }
    }

    private static SortedMap<String, byte[]> read(Path root, Map<Path, Stamp> files) throws IOException {
        SortedMap<String, byte[]> contents = new TreeMap<>();
        for (Path file : files.keySet()) {
            String name = root.relativize(file)
                    .toString()
                    .replace(root.getFileSystem().getSeparator(), "/");
            contents.put(name, Files.readAllBytes(file));
        }
        return contents;
    }
}

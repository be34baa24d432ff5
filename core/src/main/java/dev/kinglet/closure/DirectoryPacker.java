package dev.kinglet.closure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Directories of classes and resources as jars. Packs a directory anew only if a file in it changed. */
final class DirectoryPacker {

    /** Directories larger than this hold more than a program's classes: of these, only the classes that are needed are packed. */
    static final long MAX_BYTES = 64L << 20;

    private record Stamp(long size, FileTime modified) {}

    private record Packed(Map<Path, Stamp> files, CodeArtifact artifact) {}

    private final Map<Path, Packed> known = new ConcurrentHashMap<>();
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
        Map<Path, Stamp> files = new HashMap<>();
        long bytes = 0;
        List<Path> all;
        try (Stream<Path> walk = Files.walk(root)) {
            all = walk.filter(Files::isRegularFile).toList();
        }
        for (Path file : all) {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            bytes += attributes.size();
            if (bytes > maxBytes) {
                return null;
            }
            files.put(file, new Stamp(attributes.size(), attributes.lastModifiedTime()));
        }
        return files;
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

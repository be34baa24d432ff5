package dev.kinglet.source;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Walks a folder for its files. Links are followed; a loop of them is left where it closes. */
final class FileWalk extends SimpleFileVisitor<Path> {

    /** A file, its length, and when it was written. */
    record Found(Path path, long size, long modifiedMillis) {}

    private final Path folder;
    private final boolean hidden;
    private final Predicate<Path> wanted;
    private final List<Found> found = new ArrayList<>();

    private FileWalk(Path folder, boolean hidden, Predicate<Path> wanted) {
        this.folder = folder;
        this.hidden = hidden;
        this.wanted = wanted;
    }

    /**
     * The files that are wanted, in the order of their names.
     *
     * @param depth how many levels down, at least 1
     * @param hidden whether names count that are {@linkplain Glob#isHidden hidden}
     */
    static List<Found> below(Path folder, int depth, boolean hidden, Predicate<Path> wanted) {
        FileWalk walk = new FileWalk(folder, hidden, wanted);
        try {
            Files.walkFileTree(folder, Set.of(FileVisitOption.FOLLOW_LINKS), depth, walk);
        } catch (IOException e) {
            throw new IllegalArgumentException("folder " + folder + " cannot be read: " + e, e);
        }
        walk.found.sort(Comparator.comparing(file -> file.path().toString()));
        return walk.found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
        return directory.equals(folder) || counts(directory) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (attributes.isRegularFile() && counts(file) && wanted.test(file)) {
            found.add(new Found(
                    file, attributes.size(), attributes.lastModifiedTime().toMillis()));
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
        if (failure instanceof FileSystemLoopException) {
            return FileVisitResult.CONTINUE;
        }
        throw failure;
    }

    private boolean counts(Path path) {
        Path name = path.getFileName();
        return hidden || name == null || !Glob.isHidden(name.toString());
    }
}

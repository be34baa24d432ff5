package dev.kinglet.source;

import dev.kinglet.ObjectInput;
import dev.kinglet.config.FileNames;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds files: one, those of a folder, those that a glob matches, and the entries of those that are archives. */
final class FileSource {

    private static final String INSIDE = "!/";

    private final String pattern;
    private final @Nullable Glob inside;
    private final List<ObjectInput> found = new ArrayList<>();

    private FileSource(String pattern, @Nullable Glob inside) {
        this.pattern = pattern;
        this.inside = inside;
    }

    static List<ObjectInput> find(String pattern, Path directory) {
        FileAddress address = FileAddress.of(pattern);
        int inside = address.text().indexOf(INSIDE);
        boolean archive = inside > 0 && Archives.isArchive(address.text().substring(0, inside));
        @Nullable Glob entries = archive ? entries(address.text().substring(inside + INSIDE.length())) : null;
        FileSource source = new FileSource(pattern, entries);
        try {
            FileAddress outside = archive ? address.outside(INSIDE) : address;
            String root =
                    outside.text().startsWith("/") ? "" : directory.toString().equals("/") ? "/" : directory + "/";
            source.find(root, outside);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "\"" + pattern + "\" is no path: " + e.getMessage() + FileNames.advice(), e);
        }
        return source.found;
    }

    private static @Nullable Glob entries(String glob) {
        return glob.isEmpty() ? null : new Glob(glob);
    }

    /** @param root where a relative pattern begins, with its slash; no part of the glob, whatever characters it has */
    private void find(String root, FileAddress address) {
        // A name that exists is that name, whatever characters it has.
        if (!Glob.isGlob(address.glob()) || Files.exists(Path.of(root + address.text()))) {
            named(Path.of(root + address.text()).normalize());
        } else {
            Glob glob = new Glob(address.glob());
            Path base = Path.of(root + glob.folder());
            if (Files.isDirectory(base)) {
                FileWalk.below(
                                base,
                                glob.depth(),
                                glob.asksForHidden(),
                                path -> glob.matches(path.toString().substring(root.length())))
                        .forEach(this::add);
            }
            if (found.isEmpty()) {
                throw nothing(base);
            }
        }
    }

    private void named(Path path) {
        if (Files.isDirectory(path)) {
            FileWalk.below(path, Integer.MAX_VALUE, false, file -> true).forEach(this::add);
        } else if (Files.isRegularFile(path)) {
            add(new FileWalk.Found(path, path.toFile().length(), path.toFile().lastModified()));
        } else if (Files.exists(path)) {
            throw new IllegalArgumentException("\"" + pattern + "\" is neither a file nor a folder");
        }
        if (found.isEmpty()) {
            throw nothing(path);
        }
    }

    private void add(FileWalk.Found file) {
        FileInput input = new FileInput(file.path().toString(), file.size(), file.modifiedMillis());
        if (Archives.isArchive(input.path())) {
            found.addAll(Archives.entries(input, inside));
        } else {
            Archives.refuseUnreadable(input.path());
            found.add(input);
        }
    }

    private IllegalArgumentException nothing(Path looked) {
        return new IllegalArgumentException("\"" + pattern + "\" matches nothing: " + Nothing.describe(looked));
    }
}

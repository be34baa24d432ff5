package dev.kinglet.source;

import dev.kinglet.ObjectInput;
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
        int inside = pattern.indexOf(INSIDE);
        boolean archive = inside > 0 && Archives.isArchive(pattern.substring(0, inside));
        String outside = archive ? pattern.substring(0, inside) : pattern;
        String entries = archive ? pattern.substring(inside + INSIDE.length()) : "";
        FileSource source = new FileSource(pattern, entries.isEmpty() ? null : new Glob(entries));
        try {
            String plain = plain(outside);
            String root = plain.startsWith("/") ? "" : directory.toString().equals("/") ? "/" : directory + "/";
            source.find(root, plain);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("\"" + pattern + "\" is no path: " + e.getMessage(), e);
        }
        return source.found;
    }

    /** The pattern without its scheme and what stands for nothing in it, as text: a glob is no path on every system. */
    private static String plain(String pattern) {
        String plain = pattern.startsWith("file://")
                ? pattern.substring("file://".length())
                : pattern.startsWith("file:") ? pattern.substring("file:".length()) : pattern;
        if (plain.startsWith("~/")) {
            plain = System.getProperty("user.home", "") + plain.substring(1);
        }
        return plain.replaceAll("/(\\.?/)+", "/").replaceFirst("^(\\./)+", "");
    }

    /** @param root where a relative pattern begins, with its slash; no part of the glob, whatever characters it has */
    private void find(String root, String plain) {
        // A name that exists is that name, whatever characters it has.
        if (!Glob.isGlob(plain) || Files.exists(Path.of(root + plain))) {
            named(Path.of(root + plain).normalize());
        } else {
            Glob glob = new Glob(plain);
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
            add(new FileWalk.Found(path, path.toFile().length()));
        } else if (Files.exists(path)) {
            throw new IllegalArgumentException("\"" + pattern + "\" is neither a file nor a folder");
        }
        if (found.isEmpty()) {
            throw nothing(path);
        }
    }

    private void add(FileWalk.Found file) {
        String name = file.path().toString();
        if (Archives.isArchive(name)) {
            found.addAll(Archives.entries(file.path(), inside));
        } else {
            Archives.refuseUnreadable(name);
            found.add(new FileInput(name, file.size()));
        }
    }

    private IllegalArgumentException nothing(Path looked) {
        return new IllegalArgumentException("\"" + pattern + "\" matches nothing: " + Nothing.describe(looked));
    }
}

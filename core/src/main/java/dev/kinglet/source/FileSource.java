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
            source.find(absolute(outside, directory));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("\"" + pattern + "\" is no path: " + e.getMessage(), e);
        }
        return source.found;
    }

    /** The pattern from the root, as text: a glob is no path on every system. */
    private static String absolute(String pattern, Path directory) {
        String plain = pattern.startsWith("file://")
                ? pattern.substring("file://".length())
                : pattern.startsWith("file:") ? pattern.substring("file:".length()) : pattern;
        if (plain.startsWith("~/")) {
            plain = System.getProperty("user.home", "") + plain.substring(1);
        }
        while (plain.startsWith("./")) {
            plain = plain.substring(2);
        }
        return plain.startsWith("/") ? plain : directory + "/" + plain;
    }

    private void find(String absolute) {
        // A name that exists is that name, whatever characters it has.
        if (!Glob.isGlob(absolute) || Files.exists(Path.of(absolute))) {
            named(Path.of(absolute).normalize());
        } else {
            Glob glob = new Glob(absolute);
            Path base = Path.of(glob.folder());
            if (Files.isDirectory(base)) {
                boolean hidden = glob.asksForHidden();
                for (FileWalk.Found file : FileWalk.below(
                        base, glob.depth() - base.getNameCount(), hidden, path -> glob.matches(path.toString()))) {
                    add(file);
                }
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

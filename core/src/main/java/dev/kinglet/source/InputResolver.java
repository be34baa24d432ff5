package dev.kinglet.source;

import dev.kinglet.ObjectInput;
import dev.kinglet.store.Stores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the objects that patterns stand for. A pattern is a file, a folder (all files below it, but those that are hidden, as {@link Glob#isHidden} has it),
 * a glob, an archive (its entries; {@code a.zip!/glob} for some of them), {@code s3://bucket/prefix} or a glob of such, or
 * {@code classpath:name}.
 */
public final class InputResolver {

    private InputResolver() {}

    /**
     * The objects, in the order of the patterns, and of their names within each.
     *
     * @param stores whose stores those objects are found in and read by that lie in one
     * @throws IllegalArgumentException if a pattern matches nothing or what cannot be read, saying what was looked at; or parts of an output
     *     that is not complete
     */
    public static List<ObjectInput> resolve(List<String> patterns, Stores stores) {
        return resolve(patterns, stores, Path.of("").toAbsolutePath());
    }

    /**
     * The same without objects that hold nothing at all: markers and parts without a record, which are no files of a format that has a
     * header. One that a pattern names alone is kept.
     */
    public static List<ObjectInput> resolveFilled(List<String> patterns, Stores stores) {
        return resolve(patterns, stores, Path.of("").toAbsolutePath(), true);
    }

    static List<ObjectInput> resolve(List<String> patterns, Stores stores, Path directory) {
        return resolve(patterns, stores, directory, false);
    }

    private static List<ObjectInput> resolve(List<String> patterns, Stores stores, Path directory, boolean filled) {
        List<ObjectInput> found = new ArrayList<>();
        for (String pattern : patterns) {
            List<ObjectInput> matching = find(pattern, stores, directory);
            boolean several = filled && matching.stream().anyMatch(object -> object.size() > 0);
            matching.stream().filter(object -> !several || object.size() > 0).forEach(found::add);
        }
        OutputMarks.refuseIncomplete(found);
        return found;
    }

    private static List<ObjectInput> find(String pattern, Stores stores, Path directory) {
        if (pattern.isBlank()) {
            throw new IllegalArgumentException(
                    "an input pattern is empty; name a file, folder, glob, archive or s3:// prefix");
        }
        if (StoreSource.serves(pattern)) {
            return StoreSource.find(pattern, stores);
        }
        return FileSource.find(ClassPathSource.serves(pattern) ? ClassPathSource.file(pattern) : pattern, directory);
    }
}

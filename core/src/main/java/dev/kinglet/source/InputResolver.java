package dev.kinglet.source;

import dev.kinglet.ObjectInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the objects that patterns stand for. A pattern is a file, a folder (all files below it, but those whose name begins with a dot),
 * a glob, an archive (its entries; {@code a.zip!/glob} for some of them), {@code s3://bucket/prefix} or a glob of such, or
 * {@code classpath:name}.
 */
public final class InputResolver {

    private InputResolver() {}

    /**
     * The objects, in the order of the patterns, and of their names within each.
     *
     * @throws IllegalArgumentException if a pattern matches nothing or what cannot be read, saying what was looked at; or parts of an output
     *     that is not complete
     */
    public static List<ObjectInput> resolve(List<String> patterns) {
        return resolve(patterns, Path.of("").toAbsolutePath());
    }

    static List<ObjectInput> resolve(List<String> patterns, Path directory) {
        List<ObjectInput> found = new ArrayList<>();
        for (String pattern : patterns) {
            if (pattern.isBlank()) {
                throw new IllegalArgumentException(
                        "an input pattern is empty; name a file, folder, glob, archive or s3:// prefix");
            }
            if (StoreSource.serves(pattern)) {
                found.addAll(StoreSource.find(pattern));
            } else {
                String file = ClassPathSource.serves(pattern) ? ClassPathSource.file(pattern) : pattern;
                found.addAll(FileSource.find(file, directory));
            }
        }
        OutputMarks.refuseIncomplete(found);
        return found;
    }
}

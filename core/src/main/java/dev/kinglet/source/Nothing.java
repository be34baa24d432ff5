package dev.kinglet.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Explains why a pattern matched nothing, by what is there instead. */
final class Nothing {

    private static final int EXAMPLES = 3;

    private Nothing() {}

    /** What is at the place that was looked at, or at the nearest folder above it that exists. */
    static String describe(Path looked) {
        if (Files.isRegularFile(looked)) {
            return looked + " exists, but has no entry that matches";
        }
        @Nullable Path folder = looked;
        while (folder != null && !Files.isDirectory(folder)) {
            folder = folder.getParent();
        }
        if (folder == null) {
            return looked + " does not exist";
        }
        String introduction = folder.equals(looked) ? "" : looked + " does not exist; the nearest folder that does, ";
        return introduction + folder + ", holds " + contents(folder);
    }

    private static String contents(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            List<String> names = entries.map(entry -> entry.getFileName() + (Files.isDirectory(entry) ? "/" : ""))
                    .sorted()
                    .toList();
            if (names.isEmpty()) {
                return "nothing";
            }
            String more = names.size() > EXAMPLES ? ", …" : "";
            return names.size()
                    + (names.size() == 1 ? " entry: " : " entries: ")
                    + String.join(", ", names.subList(0, Math.min(EXAMPLES, names.size())))
                    + more;
        } catch (IOException e) {
            return "what cannot be listed: " + e;
        }
    }
}

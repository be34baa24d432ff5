package dev.kinglet.source;

import dev.kinglet.ObjectInput;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.store.Keys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Looks for the marks that a job leaves beside the parts that it writes, by which a reader tells whether all parts are there. */
final class OutputMarks {

    private static final Pattern PART = Pattern.compile("part-x?[0-9]{5,}(\\..*)?");

    private OutputMarks() {}

    /**
     * Refuses parts of an output of which not all have their names. Costs a request for each folder with parts in a store.
     *
     * @throws IllegalArgumentException if there are such
     */
    static void refuseIncomplete(List<ObjectInput> found) {
        Set<String> asked = new HashSet<>();
        for (ObjectInput object : found) {
            String name = object.name();
            int end = name.lastIndexOf('/') + 1;
            if (PART.matcher(name.substring(end)).matches()
                    && asked.add(name.substring(0, end))
                    && isIncomplete(object)) {
                throw new IllegalArgumentException(name.substring(0, end)
                        + " holds an output of which not all parts have their names yet: the job that writes"
                        + " it is about to give them, or was killed then. Read it later; if nothing changes,"
                        + " start the job once more, which completes it");
            }
        }
    }

    private static boolean isIncomplete(ObjectInput object) {
        if (object instanceof FileInput file) {
            Path path = Path.of(file.path());
            return Files.exists(path.resolveSibling(Keys.COMMITTED))
                    && !Files.exists(path.resolveSibling(Keys.COMPLETE));
        }
        if (object instanceof StoredInput stored) {
            ObjectStore store = stored.store();
            String key = stored.object().key();
            String folder = key.substring(0, key.lastIndexOf('/') + 1);
            return store.head(folder + Keys.COMMITTED).isPresent()
                    && store.head(folder + Keys.COMPLETE).isEmpty();
        }
        return false;
    }
}

package dev.kinglet.storage.file;

import dev.kinglet.storage.KeyRules;
import dev.kinglet.storage.ObjectInfo;
import dev.kinglet.storage.ObjectPage;
import dev.kinglet.storage.ObjectStore;
import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing. Only folders that can hold a wanted key are read, and only the files up to the end of the page are asked
 * for their attributes, so that a page of a large folder costs little more than reading the folder's names.
 *
 * <p>The order of keys is not that of names: {@code a.txt} comes before {@code a/b}. So a name waits in a queue; when its turn
 * comes it is found to be a file, and listed, or a folder, and queued again under its name with the slash.
 */
final class FileListing {

    private static final Comparator<Entry> ORDER =
            Comparator.comparing(Entry::raw).thenComparing(Entry::folder).thenComparing(Entry::kind);

    private final Path root;
    private final String prefix;
    private final @Nullable String after;
    private final int maxKeys;
    private final List<ObjectInfo> found = new ArrayList<>();
    private final List<String> open = new ArrayList<>();
    private String last = "";

    FileListing(Path root, String prefix, @Nullable String startAfter, int maxKeys) {
        this.root = root;
        this.prefix = FileNames.raw(prefix);
        this.after = startAfter == null ? null : FileNames.raw(startAfter);
        this.maxKeys = maxKeys;
    }

    /**
     * @param raw what its key begins with, in raw form; ends with a slash where it is known to be a folder of a segment
     * @param id of a folder, what makes it out however it is reached
     */
    private record Entry(String raw, boolean folder, FileNames.Kind kind, File file, String id) {}

    ObjectPage page() throws IOException {
        int slash = prefix.lastIndexOf('/');
        String folder = slash < 0 ? "" : FileNames.key(prefix.substring(0, slash));
        boolean more;
        if (slash < 0 || (KeyRules.isLegal(folder) && !FileNames.isPlain(folder))) {
            more = walk(List.of(root.toFile()), "");
        } else {
            // No legal key begins with an illegal folder, and "../" must not lead out of the store.
            more = KeyRules.isLegal(folder) && walk(List.of(root.resolve(folder).toFile()), folder + "/");
        }
        return new ObjectPage(List.copyOf(found), more);
    }

    /** @return whether the page was full before the end */
    private boolean walk(List<File> folders, String raw) throws IOException {
        PriorityQueue<Entry> queue = new PriorityQueue<>(ORDER);
        for (File folder : folders) {
            read(folder, raw, queue);
        }
        while (!queue.isEmpty()) {
            Entry entry = queue.remove();
            if (entry.folder) {
                List<File> same = new ArrayList<>(List.of(entry.file));
                while (!queue.isEmpty()
                        && queue.element().folder
                        && queue.element().raw.equals(entry.raw)) {
                    same.add(queue.remove().file);
                }
                open.add(entry.id);
                if (walk(same, entry.raw)) {
                    return true;
                }
                open.removeLast();
            } else if (look(entry, queue)) {
                return true;
            }
        }
        return false;
    }

    private void read(File folder, String raw, PriorityQueue<Entry> queue) throws IOException {
        @Nullable String @Nullable [] names = folder.list();
        if (names == null) {
            if (folder.isDirectory()) {
                throw new AccessDeniedException(folder.getPath(), null, "the folder cannot be read");
            }
            return;
        }
        for (String name : names) {
            if (name == null || (raw.isEmpty() && name.equals(FileNames.HIDDEN))) {
                continue;
            }
            FileNames.Decoded decoded = FileNames.decode(name);
            String key = raw + decoded.raw();
            if (mayHold(key) && key.length() <= ObjectStore.MAX_KEY_BYTES) {
                queue.add(new Entry(key, false, decoded.kind(), new File(folder, name), ""));
            }
        }
    }

    /** @return whether the page is full and this entry is behind it */
    private boolean look(Entry entry, PriorityQueue<Entry> queue) throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(entry.file.toPath(), BasicFileAttributes.class);
        } catch (NoSuchFileException vanished) {
            return false;
        } catch (InvalidPathException unnameable) {
            throw new FileSystemException(
                    entry.file.getPath(),
                    null,
                    "this JVM's locale cannot name the file; start it under LC_ALL=C.UTF-8");
        }
        if (attributes.isDirectory()) {
            String raw = entry.kind == FileNames.Kind.CONTINUED ? entry.raw : entry.raw + "/";
            // A link to a folder above would be listed for ever.
            String id = String.valueOf(attributes.fileKey());
            if (mayHold(raw) && !open.contains(id)) {
                queue.add(new Entry(raw, true, entry.kind, entry.file, id));
            }
            return false;
        }
        if (!attributes.isRegularFile() || !isWanted(entry.raw)) {
            return false;
        }
        if (found.size() == maxKeys) {
            return true;
        }
        last = entry.raw;
        found.add(info(FileNames.key(entry.raw), attributes));
        return false;
    }

    /** A file that is replaced has another number, and one that is written over another time. */
    static ObjectInfo info(String key, BasicFileAttributes attributes) {
        Instant modified = attributes.lastModifiedTime().toInstant();
        return new ObjectInfo(key, attributes.size(), modified, modified + " " + attributes.fileKey());
    }

    private boolean mayHold(String raw) {
        return (raw.startsWith(prefix) || prefix.startsWith(raw))
                && (after == null || raw.compareTo(after) > 0 || after.startsWith(raw));
    }

    private boolean isWanted(String raw) {
        // The same key twice: the object's own file comes first, and then what was left aside or is somebody else's.
        return raw.startsWith(prefix) && (after == null || raw.compareTo(after) > 0) && !raw.equals(last);
    }
}

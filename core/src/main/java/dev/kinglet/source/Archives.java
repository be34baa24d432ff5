package dev.kinglet.source;

import dev.kinglet.ObjectInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Knows archives by their names, and lists those that can be read. */
final class Archives {

    private static final List<String> READABLE = List.of(".zip", ".jar");
    private static final List<String> UNREADABLE =
            List.of(".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz", ".tar.zst", ".7z", ".rar");

    private Archives() {}

    static boolean isArchive(String name) {
        return endsWith(name, READABLE);
    }

    /** Archives that would be taken for text otherwise. */
    static void refuseUnreadable(String name) {
        if (endsWith(name, UNREADABLE)) {
            throw new IllegalArgumentException("input " + name
                    + " is an archive of a kind that cannot be read; " + String.join(" and ", READABLE)
                    + " can: unpack or repack it, or leave it out by a glob");
        }
    }

    /** Archives in a store, whose entries cannot be reached: as whole objects they would be taken for text. */
    static void refuseInStore(String name) {
        if (isArchive(name)) {
            throw new IllegalArgumentException(
                    "input " + name + " is an archive in a store, where its entries cannot be read; "
                            + "name a copy of it in a folder, unpack it, or leave it out by a glob");
        }
        refuseUnreadable(name);
    }

    private static boolean endsWith(String name, List<String> endings) {
        String lower = name.toLowerCase(Locale.ROOT);
        return endings.stream().anyMatch(lower::endsWith);
    }

    /** The entries that are no folders, in the order of their names. */
    static List<ObjectInput> entries(Path file, @Nullable Glob glob) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Archive archive =
                    new Archive(file.toString(), Files.getLastModifiedTime(file).toMillis());
            List<ObjectInput> found = new ArrayList<>();
            zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .filter(entry -> glob == null || glob.matches(entry.getName()))
                    .sorted(Comparator.comparing(ZipEntry::getName))
                    .forEach(entry -> found.add(new ArchiveInput(archive, entry.getName(), entry.getSize())));
            return found;
        } catch (IOException e) {
            throw new IllegalArgumentException("archive " + file + " cannot be read: " + e.getMessage(), e);
        }
    }
}

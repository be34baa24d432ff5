package dev.kinglet.source;

import dev.kinglet.ObjectInput;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Knows archives by their names, and lists those that can be read. */
final class Archives {

    private static final List<String> READABLE = List.of(".zip", ".jar");
    private static final List<String> UNREADABLE =
            List.of(".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz", ".tar.zst", ".7z", ".rar");

    /** MS-DOS's, which the format takes for granted where an entry does not say that its name is in UTF-8. */
    private static final String OLD_NAMES = "IBM437";

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

    /**
     * Opens an archive. Names that are not in UTF-8 are in the code page of old PCs, as the format has it.
     *
     * @throws ZipException if it is damaged, encrypted or compressed in a way that the JDK does not know
     */
    static ZipFile open(Path file) throws IOException {
        try {
            return new ZipFile(file.toFile());
        } catch (ZipException e) {
            if (String.valueOf(e.getMessage()).contains("bad entry name") && Charset.isSupported(OLD_NAMES)) {
                return new ZipFile(file.toFile(), Charset.forName(OLD_NAMES));
            }
            throw e;
        }
    }

    /** The entries that are no folders, in the order of their names. */
    static List<ObjectInput> entries(FileInput archive, @Nullable Glob glob) {
        String file = archive.path();
        try (ZipFile zip = open(Path.of(file))) {
            List<ObjectInput> found = new ArrayList<>();
            Set<String> names = new HashSet<>();
            int above = glob == null ? 0 : glob.folder().length();
            boolean hidden = glob != null && glob.asksForHidden();
            zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .filter(entry -> glob == null || glob.matches(entry.getName()))
                    .filter(entry -> hidden || !Glob.isHidden(entry.getName().substring(above)))
                    .sorted(Comparator.comparing(ZipEntry::getName))
                    .forEach(entry -> {
                        if (!names.add(entry.getName())) {
                            throw new IllegalArgumentException("archive " + file + " has two entries named "
                                    + entry.getName() + ", of which only one can be read; pack it anew");
                        }
                        found.add(new ArchiveInput(archive, entry.getName(), entry.getSize()));
                    });
            return found;
        } catch (IOException e) {
            throw new IllegalArgumentException("archive " + file + " cannot be read: " + reason(e), e);
        }
    }

    private static String reason(IOException e) {
        String said = String.valueOf(e.getMessage());
        if (said.contains("encrypted")) {
            return "an entry of it is encrypted; unpack it first";
        }
        return said.contains("compression method")
                ? "an entry of it is compressed otherwise than by Deflate, which the JDK does not read (" + said
                        + "); pack it anew"
                : said;
    }
}

package dev.kinglet.closure;

import dev.kinglet.config.UserFolders;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Jars, and folders of classes, that lie inside a jar, as Spring Boot packs programs: {@code jar:nested:/app.jar/!BOOT-INF/lib/a.jar!/}, and
 * {@code jar:file:/app.jar!/BOOT-INF/lib/a.jar!/} as it was before. Each is taken out once, so that it is a file as any other jar. Safe for
 * use by many threads.
 */
public final class NestedJars {

    private static final String JAR = "jar:";
    private static final String NESTED = "nested:";
    private static final String FILE = "file:";
    private static final String INSIDE = "!/";
    private static final String INSIDE_NESTED = "/!";

    private static final Map<String, Path> TAKEN_OUT = new ConcurrentHashMap<>();

    private NestedJars() {}

    private record Nested(Path outer, String inner) {}

    /**
     * The file of a nested jar.
     *
     * @param address where its classes begin
     * @return null where the address is that of no nested jar
     */
    public static @Nullable Path file(String address) {
        Nested nested = parse(address);
        return nested == null ? null : TAKEN_OUT.computeIfAbsent(address, any -> takeOut(nested));
    }

    private static @Nullable Nested parse(String address) {
        if (!address.startsWith(JAR)) {
            return null;
        }
        String inside = address.substring(JAR.length());
        inside = inside.endsWith(INSIDE) ? inside.substring(0, inside.length() - INSIDE.length()) : inside;
        boolean nested = inside.startsWith(NESTED);
        if (!nested && !inside.startsWith(FILE)) {
            return null;
        }
        int split = inside.indexOf(nested ? INSIDE_NESTED : INSIDE);
        if (split < 0) {
            return null;
        }
        String file = inside.substring(0, split);
        Path outer = ClassPath.path(nested ? FILE + file.substring(NESTED.length()) : file);
        return outer == null || !Files.isRegularFile(outer) ? null : new Nested(outer, inside.substring(split + 2));
    }

    private static Path takeOut(Nested nested) {
        try (ZipFile zip = new ZipFile(nested.outer.toFile())) {
            String name =
                    nested.inner.endsWith("/") ? nested.inner.substring(0, nested.inner.length() - 1) : nested.inner;
            ZipEntry entry = zip.getEntry(name);
            if (entry != null && !entry.isDirectory()) {
                try (InputStream jar = zip.getInputStream(entry)) {
                    return write(name.substring(name.lastIndexOf('/') + 1), jar.readAllBytes());
                }
            }
            return write(name.replace('/', '-') + ".jar", JarPacker.pack(below(zip, name + "/")));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "what lies in " + nested.outer + " at " + nested.inner + " cannot be read", e);
        }
    }

    private static SortedMap<String, byte[]> below(ZipFile zip, String folder) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        for (ZipEntry entry : zip.stream().toList()) {
            if (!entry.isDirectory() && entry.getName().startsWith(folder)) {
                try (InputStream file = zip.getInputStream(entry)) {
                    files.put(entry.getName().substring(folder.length()), file.readAllBytes());
                }
            }
        }
        return files;
    }

    /**
     * Under its hash, so that processes share it and find it at the same place each time, to which the ahead-of-time cache of workers is bound.
     */
    private static Path write(String name, byte[] jar) throws IOException {
        Path folder =
                UserFolders.cache().resolve("jars").resolve(Hashes.sha256(jar).substring(0, 32));
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file) || Files.size(file) != jar.length) {
            Files.createDirectories(folder);
            Path part = Files.createTempFile(folder, "jar", ".part");
            try (OutputStream stream = Files.newOutputStream(part)) {
                stream.write(jar);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        }
        UserFolders.taken(folder);
        return file;
    }
}

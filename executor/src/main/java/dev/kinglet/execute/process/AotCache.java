package dev.kinglet.execute.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kinglet.config.UserFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The ahead-of-time cache of the worker's JVM: its classes loaded and linked, and what it learned about its methods, as of a training run
 * that handled real invocations. A worker that has it is ready in a fraction of the time. It fits one build of the JDK, one class path of
 * jars and one set of flags only, so its name is the hash of these; a JVM that finds that it does not fit goes on without.
 */
public final class AotCache {

    /** Where caches lie, unless a folder is given. */
    private static final String FOLDER_PROPERTY = "kinglet.aot.folder";

    private final Path file;
    private final List<Path> classPath;

    private AotCache(Path file, List<Path> classPath) {
        this.file = file;
        this.classPath = classPath;
    }

    /**
     * The cache for the workers of this JVM, which may not exist yet.
     *
     * @return null where there can be none: a class directory may change at any time
     */
    static @Nullable AotCache of(Path folder, List<Path> classPath) {
        if (!classPath.stream().allMatch(Files::isRegularFile)) {
            return null;
        }
        try {
            return new AotCache(folder.resolve("worker-" + key(classPath) + ".aot"), classPath);
        } catch (IOException e) {
            System.getLogger(AotCache.class.getName())
                    .log(System.Logger.Level.DEBUG, "cannot tell whether there is an ahead-of-time cache", e);
            return null;
        }
    }

    /** The folder that {@code -Dkinglet.aot.folder} names, else one in the user's cache directory. */
    static Path defaultFolder() {
        String given = System.getProperty(FOLDER_PROPERTY);
        if (given != null) {
            return Path.of(given);
        }
        return UserFolders.cache().resolve("aot");
    }

    private static String key(List<Path> classPath) throws IOException {
        StringBuilder key = new StringBuilder(System.getProperty("java.vm.version")
                + System.getProperty("java.vm.vendor")
                + System.getProperty("os.arch")
                + System.getProperty("java.home")
                + WorkerJvm.FLAGS);
        for (Path jar : classPath) {
            BasicFileAttributes attributes = Files.readAttributes(jar, BasicFileAttributes.class);
            key.append(jar)
                    .append(attributes.size())
                    .append(attributes.lastModifiedTime().toMillis());
        }
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(key.toString().getBytes(UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Gives the cache's file whenever it is there. */
    Supplier<@Nullable Path> ifPresent() {
        return () -> Files.exists(file) ? file : null;
    }

    Path file() {
        return file;
    }

    /**
     * Makes the cache if it is not there: takes some seconds and another JVM. Two that do so at once do no harm.
     *
     * @return whether it is there now
     */
    boolean build() throws IOException, InterruptedException {
        if (Files.exists(file)) {
            UserFolders.taken(file);
            return true;
        }
        Path folder = Files.createDirectories(file.getParent());
        Path part = Files.createTempFile(folder, "training-", ".aot");
        Files.delete(part); // the JVM wants to make it
        try {
            AotTraining.run(classPath, part);
            if (!Files.exists(part)) {
                System.getLogger(AotCache.class.getName())
                        .log(System.Logger.Level.DEBUG, "the training run left no ahead-of-time cache");
                return false;
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Makes the cache for this class path, ahead of the first run. The folder may be given as the only argument. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = arguments.length > 0 ? Path.of(arguments[0]) : defaultFolder();
        AotCache cache = of(folder, WorkerClassPath.find("file:"));
        if (cache == null) {
            System.err.println(
                    "no ahead-of-time cache: the class path has directories, " + WorkerClassPath.find("file:"));
            return;
        }
        System.out.println(cache.build() ? cache.file() : "no ahead-of-time cache: the training run left none");
    }
}

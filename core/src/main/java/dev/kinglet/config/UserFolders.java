package dev.kinglet.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the user's own files lie. */
public final class UserFolders {

    /** Longer than a driver runs. */
    private static final int KEPT_DAYS = 90;

    private static final AtomicBoolean WARNED = new AtomicBoolean();

    private UserFolders() {}

    /** The user's home: what {@code HOME} says, as shells have it, else what the system knows of the user; null where neither is a folder. */
    public static @Nullable Path home() {
        return home(System.getenv(), System.getProperty("user.home"));
    }

    static @Nullable Path home(Map<String, String> environment, @Nullable String ofTheSystem) {
        String given = environment.get("HOME");
        if (given != null && given.startsWith("/")) {
            return Path.of(given);
        }
        // Of a user whom the system does not know, as in a container, the JVM says "?".
        Path known = ofTheSystem == null ? null : Path.of(ofTheSystem);
        return known != null && known.isAbsolute() ? known : null;
    }

    /** Kinglet's own folder for what can be made again: what {@code XDG_CACHE_HOME} says, else {@code .cache} in the user's home. */
    public static Path cache() {
        return cache(System.getenv(), home());
    }

    static Path cache(Map<String, String> environment, @Nullable Path home) {
        String given = environment.get("XDG_CACHE_HOME");
        Path base = given != null && Path.of(given).isAbsolute()
                ? Path.of(given)
                : home == null ? null : home.resolve(".cache");
        return base != null && canBeMade(base) ? base.resolve("kinglet") : temporary(base);
    }

    /**
     * Notes that a process has taken something from a folder of the cache, and removes what lies beside it that none has taken for
     * {@value #KEPT_DAYS} days: jars and caches of programs that were built anew since.
     */
    public static void taken(Path taken) {
        Instant now = Instant.now();
        try {
            Files.setLastModifiedTime(taken, FileTime.from(now));
            List<Path> beside;
            try (Stream<Path> all = Files.list(taken.toAbsolutePath().getParent())) {
                beside = all.toList();
            }
            for (Path each : beside) {
                if (Files.getLastModifiedTime(each).toInstant().isBefore(now.minus(Duration.ofDays(KEPT_DAYS)))) {
                    remove(each);
                }
            }
        } catch (IOException e) {
            // Another process may clean at the same time, and a folder that cannot be written was filled by somebody
            // else.
            System.getLogger(UserFolders.class.getName())
                    .log(System.Logger.Level.DEBUG, "the cache beside " + taken + " was not cleaned", e);
        }
    }

    private static void remove(Path place) throws IOException {
        if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
            List<Path> within;
            try (Stream<Path> all = Files.list(place)) {
                within = all.toList();
            }
            for (Path each : within) {
                remove(each);
            }
        }
        Files.deleteIfExists(place);
    }

    private static boolean canBeMade(Path folder) {
        Path existing = folder;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        return existing != null && Files.isDirectory(existing) && Files.isWritable(existing);
    }

    /** A folder of this user's among temporary files. */
    private static Path temporary(@Nullable Path unusable) {
        String user = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9._-]", "_");
        Path folder =
                Path.of(System.getProperty("java.io.tmpdir"), "kinglet-" + user).toAbsolutePath();
        try {
            Path own = Files.createTempDirectory("kinglet-");
            if (Files.notExists(folder, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            // Whoever made a folder of that name before may be somebody else.
            boolean ours = Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    && Files.getOwner(folder).equals(Files.getOwner(own));
            if (ours) {
                Files.delete(own);
            }
            Path chosen = ours ? folder : own;
            if (WARNED.compareAndSet(false, true)) {
                System.getLogger(UserFolders.class.getName())
                        .log(
                                System.Logger.Level.WARNING,
                                "{0}; what can be made again is kept in {1}. XDG_CACHE_HOME or HOME can name another"
                                        + " folder.",
                                unusable == null ? "the user has no home folder" : unusable + " cannot be written",
                                chosen);
            }
            return chosen;
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for what can be made again: " + unusable + ", nor " + folder, e);
        }
    }
}

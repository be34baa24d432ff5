package dev.kinglet.closure;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Finds the jars to ship for classes: those of the classes themselves, and of all that these refer to. A class from a jar ships that jar, a
 * class from a directory the whole directory as a jar, any other class itself. Remembers what it found, by the classes asked for, as long
 * as it lives. Safe for use by many threads.
 */
public final class CodeFinder {

    private static final List<Path> CLASS_PATH = Pattern.compile(File.pathSeparator, Pattern.LITERAL)
            .splitAsStream(System.getProperty("java.class.path", ""))
            .map(entry -> Path.of(entry).toAbsolutePath().normalize())
            .toList();

    private final Map<Set<Class<?>>, List<CodeArtifact>> known = new ConcurrentHashMap<>();
    private final DirectoryPacker directories = new DirectoryPacker();

    /**
     * What to ship for {@code classes}, in class path order, without what every worker has.
     *
     * @throws NotTransportableException if a class loader does not give away its classes
     */
    public List<CodeArtifact> artifactsFor(Collection<Class<?>> classes) {
        Set<Class<?>> key = Set.copyOf(classes);
        List<CodeArtifact> artifacts = known.get(key);
        return artifacts != null ? artifacts : find(key);
    }

    private List<CodeArtifact> find(Set<Class<?>> classes) {
        try (CodeWalk walk = new CodeWalk()) {
            // In a fixed order, so that of several classes that cannot be shipped the same one is named each time.
            classes.stream().sorted(Comparator.comparing(Class::getName)).forEach(walk::from);
            List<CodeArtifact> artifacts = new ArrayList<>();
            for (Map.Entry<Origin, SortedMap<String, byte[]>> reached : inClassPathOrder(walk.reached())) {
                artifacts.add(artifact(reached.getKey(), reached.getValue()));
            }
            List<CodeArtifact> found = List.copyOf(artifacts);
            // A class loader like JShell's may change the bytes of a class: it is asked each time.
            if (walk.reached().keySet().stream().noneMatch(Origin.Loader.class::isInstance)) {
                known.put(classes, found);
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("code that is to be shipped cannot be read", e);
        }
    }

    private CodeArtifact artifact(Origin origin, SortedMap<String, byte[]> classes) throws IOException {
        if (origin instanceof Origin.Jar(Path file)) {
            return new CodeArtifact(Hashes.sha256(file), file.getFileName().toString(), file, null);
        }
        if (origin instanceof Origin.Directory(Path root)) {
            return directories.pack(root, classes);
        }
        return packed(nameOf(((Origin.Loader) origin).loader(), classes), classes);
    }

    static CodeArtifact packed(String name, SortedMap<String, byte[]> files) {
        byte[] jar = JarPacker.pack(files);
        return new CodeArtifact(Hashes.sha256(jar), name, null, jar);
    }

    private static String nameOf(ClassLoader loader, SortedMap<String, byte[]> classes) {
        if (classes.firstKey().startsWith("REPL/")) {
            return "REPL classes";
        }
        String name = loader.getName();
        return "classes of " + (name == null ? loader.getClass().getName() : name);
    }

    private static <V> List<Map.Entry<Origin, V>> inClassPathOrder(Map<Origin, V> reached) {
        List<Map.Entry<Origin, V>> ordered = new ArrayList<>(reached.entrySet());
        ordered.sort(Comparator.comparingInt(each -> position(each.getKey())));
        return ordered;
    }

    private static int position(Origin origin) {
        Path path = origin instanceof Origin.Jar jar
                ? jar.file()
                : origin instanceof Origin.Directory directory ? directory.root() : null;
        int index = path == null ? -1 : CLASS_PATH.indexOf(path.toAbsolutePath().normalize());
        return index < 0 ? Integer.MAX_VALUE : index;
    }
}

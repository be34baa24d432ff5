package dev.kinglet.closure;

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
import org.jspecify.annotations.Nullable;

/**
 * Finds the jars to ship for classes: those of the classes themselves, and of all that these refer to. A class from a jar ships that jar, a
 * class from a directory the whole directory as a jar, any other class itself. Remembers what it found, by the classes asked for, as long
 * as it lives. Safe for use by many threads.
 */
public final class CodeFinder {

    private final Map<Set<Class<?>>, ProgramCode> known = new ConcurrentHashMap<>();
    private final DirectoryPacker directories = new DirectoryPacker();

    /**
     * What to ship for {@code classes}, in class path order, without what every worker has.
     *
     * @throws NotTransportableException if a class loader does not give away its classes, or two have a class of one name
     */
    public ProgramCode codeFor(Collection<Class<?>> classes) {
        return codeFor(classes, Set.of());
    }

    /** @param variables those of a JShell session whose values travel along */
    ProgramCode codeFor(Collection<Class<?>> classes, Set<Snippets.Variable> variables) {
        Set<Class<?>> key = Set.copyOf(classes);
        ProgramCode code = known.get(key);
        return code != null ? code : find(key, variables);
    }

    private ProgramCode find(Set<Class<?>> classes, Set<Snippets.Variable> variables) {
        ProgramCode.byName(classes);
        try (CodeWalk walk = new CodeWalk()) {
            // In a fixed order, so that of several classes that cannot be shipped the same one is named each time.
            classes.stream().sorted(Comparator.comparing(Class::getName)).forEach(walk::from);
            List<CodeArtifact> artifacts = new ArrayList<>();
            for (Map.Entry<Origin, SortedMap<String, byte[]>> reached :
                    walk.reached().entrySet()) {
                artifacts.add(artifact(reached.getKey(), reached.getValue(), variables));
            }
            ProgramCode found = ProgramCode.inOrder(artifacts, classes);
            // A class loader like JShell's may change the bytes of a class: it is asked each time.
            if (walk.reached().keySet().stream().noneMatch(Origin.Loader.class::isInstance)) {
                known.put(classes, found);
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("code that is to be shipped cannot be read", e);
        }
    }

    private CodeArtifact artifact(Origin origin, SortedMap<String, byte[]> classes, Set<Snippets.Variable> variables)
            throws IOException {
        if (origin instanceof Origin.Jar(Path file)) {
            return new CodeArtifact(Hashes.sha256(file), file.getFileName().toString(), file, null);
        }
        if (origin instanceof Origin.Directory(Path root)) {
            return directories.pack(root, classes);
        }
        return packed(
                nameOf(((Origin.Loader) origin).loader(), classes), null, SnippetCode.shipped(classes, variables));
    }

    /** @param directory the files come from, or null where they come from none */
    static CodeArtifact packed(String name, @Nullable Path directory, SortedMap<String, byte[]> files) {
        byte[] jar = JarPacker.pack(files);
        return new CodeArtifact(Hashes.sha256(jar), name, directory, jar);
    }

    private static String nameOf(ClassLoader loader, SortedMap<String, byte[]> classes) {
        if (classes.firstKey().startsWith("REPL/")) {
            return "REPL classes";
        }
        String name = loader.getName();
        return "classes of " + (name == null ? loader.getClass().getName() : name);
    }
}

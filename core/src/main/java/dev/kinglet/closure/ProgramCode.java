package dev.kinglet.closure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The user's code as far as it is known at some point of a job: what workers are sent, and where the driver has the same classes. A stage has
 * that of its function, of the classes of its inputs, and of every stage before it, for rows may be of classes that no function mentions.
 *
 * @param artifacts what is shipped, in class path order
 * @param classes those that it was found for: of functions, of what they capture, and of inputs; none of the JDK
 */
public record ProgramCode(List<CodeArtifact> artifacts, Set<Class<?>> classes) {

    /** No code of the user's. */
    public static final ProgramCode NONE = new ProgramCode(List.of(), Set.of());

    public ProgramCode {
        artifacts = List.copyOf(artifacts);
        classes = Set.copyOf(classes);
    }

    /** The names of the artifacts in the store. */
    public List<String> hashes() {
        return artifacts.stream().map(CodeArtifact::hash).toList();
    }

    /**
     * This, then what else is in {@code more}.
     *
     * @throws NotTransportableException if two classes have one name: a worker could not tell them apart
     */
    public ProgramCode and(ProgramCode more) {
        if (classes.containsAll(more.classes) && (more.artifacts.isEmpty() || hashes().containsAll(more.hashes()))) {
            return this;
        }
        if (artifacts.isEmpty() && more.classes.containsAll(classes)) {
            return more;
        }
        Set<Class<?>> allClasses = new LinkedHashSet<>(classes);
        allClasses.addAll(more.classes);
        byName(allClasses);
        Map<String, CodeArtifact> all = new LinkedHashMap<>();
        artifacts.forEach(artifact -> all.put(artifact.hash(), artifact));
        more.artifacts.forEach(artifact -> all.putIfAbsent(artifact.hash(), artifact));
        return inOrder(all.values(), allClasses);
    }

    /** With the artifacts in class path order; those whose place is not known come last, in the order in which they are given. */
    static ProgramCode inOrder(Collection<CodeArtifact> artifacts, Set<Class<?>> classes) {
        List<CodeArtifact> ordered = new ArrayList<>(artifacts);
        if (ordered.size() > 1) {
            Set<Path> places = new HashSet<>();
            ordered.forEach(artifact -> {
                if (artifact.file() != null) {
                    places.add(artifact.file().toAbsolutePath().normalize());
                }
            });
            List<Path> path = ClassPath.of(loadersOf(classes), places);
            ordered.sort(Comparator.comparingInt(artifact -> position(artifact, path)));
        }
        return new ProgramCode(ordered, classes);
    }

    private static int position(CodeArtifact artifact, List<Path> path) {
        int index = artifact.file() == null
                ? -1
                : path.indexOf(artifact.file().toAbsolutePath().normalize());
        return index < 0 ? Integer.MAX_VALUE : index;
    }

    /** The classes by name. */
    static Map<String, Class<?>> byName(Set<Class<?>> classes) {
        Map<String, Class<?>> byName = new HashMap<>();
        for (Class<?> type : classes) {
            Class<?> other = byName.put(type.getName(), type);
            if (other != null && other != type) {
                throw new NotTransportableException(
                        "class " + type.getName() + " comes from two class loaders, "
                                + name(type.getClassLoader()) + " and " + name(other.getClassLoader())
                                + ", and one job uses both. A worker has one class of a name: let the functions, keys and"
                                + " records of a job come from one class loader.",
                        null);
            }
        }
        return byName;
    }

    private static String name(@Nullable ClassLoader loader) {
        if (loader == null) {
            return "that of the JDK";
        }
        return loader.getName() == null ? loader.toString() : "\"" + loader.getName() + "\"";
    }

    /**
     * The class loader by which the driver decodes what workers made: one of the user's that knows all the classes as they are, or, where none
     * does, one that asks each of theirs. Kinglet's own where there is no other.
     */
    public ClassLoader loader() {
        Set<ClassLoader> loaders = loadersOf(classes);
        loaders.remove(JobClasses.OURS);
        if (loaders.isEmpty()) {
            return JobClasses.OURS;
        }
        Map<String, Class<?>> byName = byName(classes);
        for (ClassLoader loader : loaders) {
            if (JobClasses.knowsAll(loader, byName)) {
                return loader;
            }
        }
        return new JobClasses(byName, List.copyOf(loaders));
    }

    private static Set<ClassLoader> loadersOf(Set<Class<?>> classes) {
        Set<ClassLoader> loaders = new LinkedHashSet<>();
        for (Class<?> type : classes) {
            ClassLoader loader = type.getClassLoader();
            if (loader != null) {
                loaders.add(loader);
            }
        }
        return loaders;
    }
}

package dev.kinglet.execute.process;

import dev.kinglet.closure.ClassPath;
import dev.kinglet.execute.lambda.WorkerMain;
import dev.kinglet.invoke.InvocationCodec;
import dev.kinglet.storage.ObjectStore;
import java.io.File;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a worker needs on the driver's own class path: Kinglet's modules and the few libraries that the worker's path through them
 * touches, whether they are jars, class directories or all one jar. Never the user's classes: those travel with the job.
 */
final class WorkerClassPath {

    private static final ClassLoader LOADER = WorkerClassPath.class.getClassLoader();

    private WorkerClassPath() {}

    /**
     * The class path for workers.
     *
     * @param store the location of the store that they will use
     */
    static List<Path> find(String store) {
        Set<Path> found = new LinkedHashSet<>();
        for (Class<?> type : List.of(ObjectStore.class, InvocationCodec.class, WorkerMain.class)) {
            found.add(required(type));
        }
        for (String name : WorkerLibraries.ALWAYS) {
            found.add(required(load(name)));
        }
        addOptional(found);
        if (store.startsWith("s3:")) {
            // Last: a class path that begins with that of the others has the same ahead-of-time cache.
            for (String name : WorkerLibraries.S3) {
                addIfPresent(name, found);
            }
        }
        return new ArrayList<>(found);
    }

    /** The jars of the class path by their names. Of two with one name the first is the one that a class comes from. */
    private static Map<String, String> jars() {
        Map<String, String> jars = new LinkedHashMap<>();
        for (String entry : ClassPath.entries()) {
            if (entry.endsWith(".jar")) {
                jars.putIfAbsent(entry.substring(entry.lastIndexOf(File.separatorChar) + 1), entry);
            }
        }
        return jars;
    }

    /** By the names of jars where they are as usual: to look for what is in them would open each jar in every driver. */
    private static void addOptional(Set<Path> found) {
        Map<String, String> jars = jars();
        boolean usual = true;
        for (WorkerLibraries.Optional library : WorkerLibraries.OPTIONAL) {
            boolean named = addNamed(library, jars, found);
            usual &= named || library.resources().isEmpty();
            if (!named) {
                addByResources(library, found);
            }
        }
        for (WorkerLibraries.Optional library : WorkerLibraries.RARE) {
            if (!addNamed(library, jars, found) && !usual) {
                addByResources(library, found);
            }
        }
    }

    private static boolean addNamed(WorkerLibraries.Optional library, Map<String, String> jars, Set<Path> found) {
        boolean any = false;
        for (Map.Entry<String, String> jar : jars.entrySet()) {
            if (jar.getKey().startsWith(library.jars())) {
                found.add(Path.of(jar.getValue()).toAbsolutePath());
                any = true;
            }
        }
        return any;
    }

    /** In a jar of another name, one that a manifest names, one with all libraries in it, or a module. */
    private static void addByResources(WorkerLibraries.Optional library, Set<Path> found) {
        library.resources().forEach(resource -> addIfPresent(LOADER.getResource(resource), resource, found));
    }

    private static void addIfPresent(@Nullable URL place, String resource, Set<Path> found) {
        if (place != null) {
            String address = place.toString();
            Path file = ClassPath.place(address.substring(0, address.length() - resource.length()));
            if (file != null) {
                found.add(file);
            }
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, LOADER);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("a worker needs " + name + ", which is not on the class path", e);
        }
    }

    private static void addIfPresent(String name, Set<Path> found) {
        try {
            Path place = place(Class.forName(name, false, LOADER));
            if (place != null) {
                found.add(place);
            }
        } catch (ClassNotFoundException | LinkageError e) {
            // Not every version of the client has every library.
            return;
        }
    }

    private static Path required(Class<?> type) {
        Path place = place(type);
        if (place == null) {
            throw new IllegalStateException("cannot start workers: " + type.getName()
                    + " was not loaded from a file or directory, but from "
                    + type.getProtectionDomain().getCodeSource()
                    + "; put Kinglet's jars on the class path as files");
        }
        return place;
    }

    private static @Nullable Path place(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null || source.getLocation() == null
                ? null
                : ClassPath.place(source.getLocation().toString());
    }
}

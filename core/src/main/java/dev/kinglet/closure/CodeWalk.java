package dev.kinglet.closure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Follows the references of classes to every class that they may need, and notes where each lies. One walk, by one thread. */
final class CodeWalk implements AutoCloseable {

    private record Step(
            String name, ClassLoader loader, @Nullable Origin from) {}

    private final Map<Origin, SortedMap<String, byte[]>> reached = new LinkedHashMap<>();
    private final Map<ClassLoader, Set<String>> met = new HashMap<>();
    private final Map<Path, ZipFile> open = new HashMap<>();
    private final Deque<Step> todo = new ArrayDeque<>();

    /**
     * Walks from one class.
     *
     * @throws NotTransportableException if its class loader does not give its bytes
     */
    void from(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        if (loader == null || Form.isOfTheJdk(type)) {
            return;
        }
        String name = type.getName().replace('.', '/');
        if (Origin.of(name, loader) == null) {
            throw new NotTransportableException(
                    "the code of class " + type.getName() + " cannot be shipped: its class loader " + loader
                            + " does not give the bytes of " + name
                            + ".class as a resource. Compile the class to a directory or jar, or"
                            + " use a class loader whose getResourceAsStream finds it.",
                    null);
        }
        meet(name, loader, null);
        try {
            while (!todo.isEmpty()) {
                visit(todo.remove());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the code of class " + type.getName() + " cannot be read", e);
        }
    }

    /** What was reached, in order: the classes of each origin, by the name of their file; the bytes of those met in a jar are left out. */
    Map<Origin, SortedMap<String, byte[]>> reached() {
        return reached;
    }

    private void meet(String name, ClassLoader loader, @Nullable Origin from) {
        if (met.computeIfAbsent(loader, any -> new HashSet<>()).add(name)) {
            todo.add(new Step(name, loader, from));
        }
    }

    private void visit(Step step) throws IOException {
        Origin origin = origin(step);
        if (origin == null || origin instanceof Origin.Worker) {
            return;
        }
        byte[] bytes = read(step, origin);
        if (bytes == null) {
            return;
        }
        boolean whole = origin instanceof Origin.Jar;
        reached.computeIfAbsent(origin, any -> new TreeMap<>()).put(step.name + ".class", whole ? NOT_KEPT : bytes);
        ClassReferences.Found found = whole ? ClassReferences.coarsely(bytes) : ClassReferences.in(bytes);
        for (String name : found.names()) {
            meet(name, step.loader, origin);
        }
        for (String service : found.services()) {
            for (URL providers :
                    Collections.list(step.loader.getResources("META-INF/services/" + service.replace('/', '.')))) {
                meetProviders(providers, step.loader);
            }
        }
    }

    private static final byte[] NOT_KEPT = {};

    /** Most references stay in the jar or directory that they are in, so that is asked before the whole class path is. */
    private @Nullable Origin origin(Step step) throws IOException {
        String file = step.name + ".class";
        if (step.from instanceof Origin.Jar jar
                && !WorkerCode.isKinglets(step.name.replace('/', '.'))
                && zip(jar.file()).getEntry(file) != null) {
            return jar;
        }
        if (step.from instanceof Origin.Directory directory
                && Files.exists(directory.root().resolve(file))) {
            return directory;
        }
        Origin origin = Origin.of(step.name, step.loader);
        if (origin == null && step.from instanceof Origin.Loader && load(step)) {
            return Origin.of(step.name, step.loader);
        }
        return origin;
    }

    /** A loader that makes classes when they are asked for, as that of {@code java Program.java} compiles them, has their bytes only then. */
    private static boolean load(Step step) {
        try {
            Class.forName(step.name.replace('/', '.'), false, step.loader);
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private byte @Nullable [] read(Step step, Origin origin) throws IOException {
        if (origin instanceof Origin.Jar(Path file)) {
            ZipFile zip = zip(file);
            ZipEntry entry = zip.getEntry(step.name + ".class");
            if (entry != null) {
                try (var in = zip.getInputStream(entry)) {
                    return in.readAllBytes();
                }
            }
        }
        if (origin instanceof Origin.Directory(Path root)) {
            return Files.readAllBytes(root.resolve(step.name + ".class"));
        }
        return Origin.read(step.name, step.loader);
    }

    private ZipFile zip(Path file) throws IOException {
        ZipFile zip = open.get(file);
        if (zip == null) {
            zip = new ZipFile(file.toFile());
            open.put(file, zip);
        }
        return zip;
    }

    private void meetProviders(URL providers, ClassLoader loader) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(providers.openStream(), StandardCharsets.UTF_8))) {
            lines.lines()
                    .map(line -> line.replaceAll("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .forEach(name -> meet(name.replace('.', '/'), loader, null));
        }
    }

    @Override
    public void close() throws IOException {
        for (ZipFile zip : open.values()) {
            zip.close();
        }
    }
}
